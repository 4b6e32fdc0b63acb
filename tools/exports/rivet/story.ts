import { readFile } from 'node:fs/promises';
import { recordingPath, type StandIn } from '@aai-connectors/stand-in';
import {
  type DataValue,
  NodeRegistration,
  type Outputs,
  registerBuiltInNodes,
  type RivetPluginInitializer,
  plugins,
  runGraph,
} from '@ironclad/rivet-node';
import * as Rivet from '@ironclad/rivet-node';
import { type GraphInputs, projectWith } from './graph.ts';
import { OPERATIONS } from './operations.ts';
import { PLUGIN_ID } from './plugin.ts';

/** The result of one node. */
export interface NodeRun {
  readonly node: string;
  readonly outputs: Readonly<Record<string, DataValue>>;
}

export type Settings = Readonly<Record<string, string>>;

/** The node types of Rivet, of its AssemblyAI plugin, and of this one, which must not share an id. */
export function registryWith(plugin: RivetPluginInitializer): NodeRegistration {
  const registry = new NodeRegistration();
  registerBuiltInNodes(registry);
  registry.registerPlugin(plugins.assemblyAi);
  registry.registerPlugin(plugin(Rivet));
  return registry;
}

/** Runs one node in rivet-node. */
export async function runNode(
  registry: NodeRegistration,
  title: string,
  settings: Settings,
  given: {
    readonly data?: Readonly<Record<string, unknown>>;
    readonly inputs: Readonly<Record<string, DataValue>>;
    readonly outputs: readonly string[];
    readonly signal?: AbortSignal;
    /** Called with the outputs of a node that is still running. */
    readonly onPartialOutputs?: (outputs: Outputs) => void;
  },
): Promise<NodeRun> {
  const { type } = OPERATIONS.find((one) => one.title === title)!;
  const ports: GraphInputs = Object.fromEntries(
    Object.entries(given.inputs).map(([port, { type: dataType }]) => [port, { name: port, dataType }]),
  );
  const outputs = await runGraph(projectWith(type, given.data ?? {}, ports, given.outputs), {
    graph: 'main',
    inputs: given.inputs,
    registry,
    openAiKey: '',
    pluginSettings: { [PLUGIN_ID]: settings },
    pluginEnv: {},
    ...(given.signal !== undefined && { abortSignal: given.signal }),
    ...(given.onPartialOutputs !== undefined && {
      onPartialOutput: ({ outputs: partial }) => given.onPartialOutputs?.(partial),
    }),
  });
  return { node: title, outputs };
}

/** Transcribes a recording, and asks about it with the four LeMUR nodes. */
export async function rivetStory(
  registry: NodeRegistration,
  { url, keys: [apiKey = ''] }: StandIn,
): Promise<readonly NodeRun[]> {
  const settings = { api_key: apiKey, base_url: url };
  const audio: DataValue = {
    type: 'audio',
    value: { mediaType: 'audio/wav', data: new Uint8Array(await readFile(recordingPath('dialogue.wav'))) },
  };
  const transcribed = await runNode(registry, 'Transcribe Audio', settings, {
    data: { speaker_labels: true },
    inputs: { audio },
    outputs: ['text', 'id', 'status', 'utterances'],
  });
  const transcript_ids: DataValue = { type: 'string[]', value: [String(transcribed.outputs['id']?.value)] };
  const ask = (title: string, data: object, inputs: Readonly<Record<string, DataValue>> = {}): Promise<NodeRun> =>
    runNode(registry, title, settings, {
      data: { ...data },
      inputs: { transcript_ids, ...inputs },
      outputs: ['response', 'request_id'],
    });
  return [
    transcribed,
    await ask('LeMUR Summary', { answer_format: 'TLDR' }),
    await ask('LeMUR Q&A', {}, { questions: { type: 'string[]', value: ['What is it about?', 'Who speaks?'] } }),
    await ask('LeMUR Custom Task', { prompt: 'List the decisions.' }),
    await ask('LeMUR Action Items', {}),
  ];
}
