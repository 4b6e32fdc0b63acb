/** What the five nodes do: operations of the core, with the fields of their forms. */
import {
  type AnyEntry,
  findEntry,
  type LemurActionItems,
  lemurSummaryParams,
  type LemurSummary,
} from '@aai-connectors/core/web';

/** A node: an operation under the title that the documentation gives it. */
export interface RivetOperation {
  /** Type of the node. Rivet's own AssemblyAI plugin has types that begin with `assemblyAi`. */
  readonly type: string;
  readonly title: string;
  readonly entry: AnyEntry;
  /** Keys of the fields that always have an input port. */
  readonly ports: readonly string[];
}

const entryOf = (id: string): AnyEntry => {
  const entry = findEntry(id);
  if (entry === undefined) throw new Error(`The catalogue has no operation "${id}".`);
  return entry;
};

const task = entryOf('lemur_task');

/** Summaries and action items have the same fields, but no operation with LeMUR's parameters. */
const summary: AnyEntry = {
  ...task,
  id: 'lemur_summary',
  help: 'Summarizes transcripts or text with a language model.',
  params: lemurSummaryParams,
  run: ({ client, input, signal }) =>
    client.lemur.summary(input as LemurSummary, { backend: client.lemurBackend ?? 'llm-gateway', signal }),
};

const actionItems: AnyEntry = {
  ...summary,
  id: 'lemur_action_items',
  help: 'Lists the action items of transcripts or text with a language model.',
  run: ({ client, input, signal }) =>
    client.lemur.actionItems(input as LemurActionItems, { backend: client.lemurBackend ?? 'llm-gateway', signal }),
};

const SOURCE = ['transcript_ids', 'input_text'] as const;
const PREFIX = 'assemblyAiConnectors';

export const OPERATIONS: readonly RivetOperation[] = [
  { type: `${PREFIX}TranscribeAudio`, title: 'Transcribe Audio', entry: entryOf('transcribe'), ports: ['audio_url'] },
  { type: `${PREFIX}LemurSummary`, title: 'LeMUR Summary', entry: summary, ports: SOURCE },
  {
    type: `${PREFIX}LemurQa`,
    title: 'LeMUR Q&A',
    entry: entryOf('lemur_question_answer'),
    ports: [...SOURCE, 'questions'],
  },
  { type: `${PREFIX}LemurTask`, title: 'LeMUR Custom Task', entry: task, ports: [...SOURCE, 'prompt'] },
  { type: `${PREFIX}LemurActionItems`, title: 'LeMUR Action Items', entry: actionItems, ports: SOURCE },
];
