import {
  type AnyEntry,
  DEFAULT_DEADLINE_MS,
  type Field,
  type Fields,
  formFields,
  perform,
  readInput,
  type Transcript,
} from '@aai-connectors/core/web';
import type {
  DataType,
  EditorDefinition,
  Inputs,
  InternalProcessContext,
  NodeInputDefinition,
  NodeOutputDefinition,
  Outputs,
  PluginNodeImpl,
  PortId,
} from '@ironclad/rivet-node';
import { clientOf } from './connection.ts';
import { editorsOf, isSet, type Node, type NodeData, portSwitch, portTypes } from './editors.ts';
import type { RivetOperation } from './operations.ts';

/** Settings of nodes that start jobs. */
const WAIT = 'wait';
const LIMIT = 'wait_minutes';

/** Port of the audio, as in the plugin that Rivet contains. */
const AUDIO = 'audio';
const portOf = (key: string, { kind }: Field): string => (kind === 'media' ? AUDIO : key);
const id = (name: string): PortId => name as PortId;

/** A node of Rivet for an operation. */
export function nodeOf({ type, title, entry, ports }: RivetOperation): PluginNodeImpl<Node> {
  const fields = formFields(entry.params);
  const isJob = entry.kind === 'job';
  return {
    create: () => ({
      type,
      title,
      id: crypto.randomUUID() as Node['id'],
      visualData: { x: 0, y: 0, width: 250 },
      data: isJob ? { [WAIT]: true } : {},
    }),
    getInputDefinitions: (data) => inputsOf(fields, ports, data),
    getOutputDefinitions: () => (isJob ? JOB_OUTPUTS : ANSWER_OUTPUTS),
    getEditors: () => [...editorsOf(fields, ports), ...(isJob ? WAIT_EDITORS : [])],
    getBody: () => '',
    getUIData: () => ({
      infoBoxTitle: `${title} Node`,
      infoBoxBody: entry.help,
      contextMenuTitle: title,
      group: ['AssemblyAI'],
    }),
    process: (data, inputs, context) => {
      const answers = answersOf(fields, ports, data, inputs);
      return isJob ? transcript(entry, answers, data, context) : answer(entry, answers, context);
    },
  };
}

function inputsOf(fields: Fields, ports: readonly string[], data: NodeData): NodeInputDefinition[] {
  return Object.entries(fields)
    .filter(([key]) => ports.includes(key) || data[portSwitch(key)] === true)
    .map(([key, field]) => ({
      id: id(portOf(key, field)),
      title: field.label,
      description: field.help,
      dataType: portTypes(field),
      ...(field.required === true && field.kind === 'media' && { required: true }),
    }));
}

/** The answers of a form: the settings of the node, unless a port has a value. */
function answersOf(fields: Fields, ports: readonly string[], data: NodeData, inputs: Inputs): NodeData {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, field]) => {
      const hasPort = ports.includes(key) || data[portSwitch(key)] === true;
      const given = hasPort ? inputs[id(portOf(key, field))] : undefined;
      const value = given === undefined ? data[key] : valueOf(given.value, field);
      return isSet(value) ? [[key, value]] : [];
    }),
  );
}

/** Audio comes with its type. A list of questions can be a list of texts. */
function valueOf(value: unknown, field: Field): unknown {
  if (field.kind === 'media' && typeof value === 'object' && value !== null && 'data' in value) return value.data;
  if (field.kind !== 'rows') return value;
  const [column] = Object.keys(field.columns);
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((one) => (typeof one === 'string' && column !== undefined ? { [column]: one } : one));
}

const output = (name: string, dataType: DataType, title: string): NodeOutputDefinition => ({
  id: id(name),
  dataType,
  title,
});

const JOB_OUTPUTS: NodeOutputDefinition[] = [
  output('text', 'string', 'Text'),
  output('id', 'string', 'Transcript ID'),
  output('status', 'string', 'Status'),
  output('utterances', 'object[]', 'Utterances'),
  output('transcript', 'object', 'Transcript'),
];

const ANSWER_OUTPUTS: NodeOutputDefinition[] = [
  output('response', 'any', 'Response'),
  output('request_id', 'string', 'Request ID'),
  output('usage', 'object', 'Usage'),
];

const WAIT_EDITORS: EditorDefinition<Node>[] = [
  {
    type: 'toggle',
    label: 'Wait for Transcript',
    helperMessage: 'Return the finished transcript. Turn off to return the ID immediately.',
    dataKey: WAIT,
  } as EditorDefinition<Node>,
  {
    type: 'number',
    label: 'Maximum Wait (minutes)',
    helperMessage: 'Time until the node fails. The error contains the ID of the transcript. Defaults to 180.',
    dataKey: LIMIT,
    allowEmpty: true,
    min: 1,
    hideIf: (data) => data[WAIT] === false,
  } as EditorDefinition<Node>,
];

async function transcript(
  entry: AnyEntry,
  answers: NodeData,
  data: NodeData,
  context: InternalProcessContext,
): Promise<Outputs> {
  const client = clientOf(context);
  const { signal } = context;
  if (data[WAIT] === false && entry.kind === 'job') {
    const { input } = readInput(entry, answers, { region: client.region, manner: 'tool' });
    return outputsOf(await entry.start({ client, input, signal }));
  }
  const limit = data[LIMIT];
  const result = await perform(entry, answers, {
    client,
    signal,
    manner: 'tool',
    deadlineMs: typeof limit === 'number' ? limit * 60_000 : DEFAULT_DEADLINE_MS,
    onStatus: (current) => context.onPartialOutputs?.(outputsOf(current)),
    onWarning: ({ message }) => context.trace(message),
  });
  return outputsOf(result as Transcript);
}

/** Ports without a value yet stop the nodes behind them. */
function outputsOf(result: Transcript): Outputs {
  const isDone = result.status === 'completed';
  const excluded = { type: 'control-flow-excluded', value: undefined } as const;
  return {
    [id('text')]: isDone ? { type: 'string', value: result.text } : excluded,
    [id('id')]: { type: 'string', value: result.id },
    [id('status')]: { type: 'string', value: result.status },
    [id('utterances')]: isDone
      ? { type: 'object[]', value: (result.utterances ?? []).map((one) => ({ ...one })) }
      : excluded,
    [id('transcript')]: isDone ? { type: 'object', value: { ...result } } : excluded,
  };
}

async function answer(entry: AnyEntry, answers: NodeData, context: InternalProcessContext): Promise<Outputs> {
  const { response, request_id, usage } = (await perform(entry, answers, {
    client: clientOf(context),
    signal: context.signal,
    manner: 'tool',
    onWarning: ({ message }) => context.trace(message),
  })) as { readonly response: unknown; readonly request_id: string; readonly usage: Record<string, unknown> };
  return {
    [id('response')]: Array.isArray(response)
      ? { type: 'object[]', value: response as Record<string, unknown>[] }
      : { type: 'string', value: String(response) },
    [id('request_id')]: { type: 'string', value: request_id },
    [id('usage')]: { type: 'object', value: { ...usage } },
  };
}
