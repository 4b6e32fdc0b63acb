/**
 * Bundles the plugin for Rivet, and runs its nodes in rivet-node against the stand-in.
 *
 *   npx nx rivet exports
 */
import { pathToFileURL } from 'node:url';
import { startStandIn } from '@aai-connectors/stand-in';
import type { RivetPluginInitializer } from '@ironclad/rivet-node';
import { BUNDLE, bundlePlugin } from './bundle.ts';
import { registryWith, rivetStory } from './story.ts';

const bytes = await bundlePlugin();
process.stdout.write(`tools/exports/dist/rivet/index.mjs: ${Math.round(bytes / 1024)} KB\n`);
const { default: plugin } = (await import(pathToFileURL(BUNDLE).href)) as { readonly default: RivetPluginInitializer };
const standIn = await startStandIn();
try {
  const runs = await rivetStory(registryWith(plugin), standIn);
  for (const { node, outputs } of runs) {
    for (const [name, { value }] of Object.entries(outputs)) {
      const text = JSON.stringify(value) ?? '';
      process.stdout.write(
        `${node.padEnd(20)} ${name.padEnd(12)} ${text.length > 90 ? `${text.slice(0, 90)}…` : text}\n`,
      );
    }
  }
  process.stdout.write(`Rivet: ${runs.length} nodes\n`);
} finally {
  await standIn.close();
}
