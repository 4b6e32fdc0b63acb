/**
 * A plugin for Rivet with the five documented nodes. Unlike the plugin that Rivet contains, it waits without blocking,
 * knows all parameters, and supports the EU and the LLM Gateway. Its ids are its own, because Rivet rejects duplicates.
 */
import type * as Rivet from '@ironclad/rivet-node';
import { settings } from './connection.ts';
import { nodeOf } from './node.ts';
import { OPERATIONS } from './operations.ts';

export const PLUGIN_ID = 'assemblyAiConnectors';

/** Rivet calls this with its core, which a plugin must not contain a copy of. */
export default function plugin(rivet: Pick<typeof Rivet, 'pluginNodeDefinition'>): Rivet.RivetPlugin {
  return {
    id: PLUGIN_ID,
    name: 'AssemblyAI Connectors',
    configSpec: settings,
    contextMenuGroups: [{ id: 'assemblyai', label: 'AssemblyAI' }],
    register: (register) => {
      for (const operation of OPERATIONS) register(rivet.pluginNodeDefinition(nodeOf(operation), operation.title));
    },
  };
}
