import {
  type AnyEntry,
  type Client,
  exampleOf,
  exampleResult,
  findEntry,
  lemurSummaryParams,
  type LemurTask,
} from '@aai-connectors/core';
import { type Endpoint } from './endpoint.ts';
import { recorded, TRANSCRIPTS } from './recorded.ts';

/** Says what replaced LeMUR. */
export const LEMUR_ENDED = 'LeMUR was shut down. Use Chat with LLM instead.';

interface LemurCall {
  readonly id: string;
  readonly label: string;
  readonly action: string;
  readonly help: string;
  readonly fields: Endpoint['fields'];
  readonly answer: Endpoint['answer'];
  readonly output: Endpoint['output'];
  readonly input: unknown;
  readonly sample: unknown;
  call(client: Client): Promise<unknown>;
}

const entryOf = (id: string): AnyEntry => {
  const entry = findEntry(id);
  if (entry === undefined) throw new Error(`The catalogue has no operation "${id}".`);
  return entry;
};

/** An operation that sends its request to LeMUR if the client's account still has it. */
function fromEntry(id: string, answer: Endpoint['answer']): LemurCall {
  const entry = entryOf(id);
  const { input } = exampleOf(entry);
  return {
    id,
    label: `${entry.label} with LeMUR`,
    action: `${entry.action.replace(' with a language model', '')} with LeMUR`,
    help: entry.help,
    fields: entry.params,
    answer,
    output: entry.output,
    input,
    sample: exampleResult(entry),
    call: (client) => entry.run({ client: { ...client, lemurBackend: 'lemur' }, input }),
  };
}

const summaryInput = { ...TRANSCRIPTS, answer_format: 'TLDR' } as const;
const actionItems = entryOf('list_action_items');

/** The documented requests of LeMUR that generate an answer. */
const CALLS: readonly LemurCall[] = [
  fromEntry('lemur_task', 'LemurTextResponse'),
  {
    id: 'lemur_summary',
    label: 'Summarize with LeMUR',
    action: 'Summarize transcripts with LeMUR',
    help: 'Summarizes transcripts or text with a language model.',
    fields: lemurSummaryParams,
    answer: 'LemurTextResponse',
    output: entryOf('lemur_task').output,
    input: summaryInput,
    sample: exampleResult(entryOf('lemur_task')),
    call: (client) => client.lemur.summary(summaryInput, { backend: 'lemur' }),
  },
  fromEntry('lemur_question_answer', 'LemurQuestionAnswerResponse'),
];

/** The requests that generate an answer, which the client still sends for accounts that have LeMUR. */
export const lemurEndpoints = (): Promise<readonly Endpoint[]> =>
  Promise.all(
    CALLS.map(async ({ call, input: _, sample, ...words }) => {
      const { path, body } = await recorded(call, sample);
      return {
        ...words,
        resource: 'llm',
        effect: 'write',
        instead: LEMUR_ENDED,
        method: 'POST',
        host: 'api',
        path,
        body: 'json',
        samples: [{ name: words.id, label: words.label, values: {}, body, answer: sample }],
      } satisfies Endpoint;
    }),
  );

/** The task that lists action items: LeMUR has no separate endpoint for them. */
export async function actionItemsTask(): Promise<{ readonly action: string; readonly body: unknown }> {
  const call = (client: Client): Promise<unknown> => client.lemur.actionItems(TRANSCRIPTS, { backend: 'lemur' });
  const { body } = await recorded(call, exampleResult(entryOf('lemur_task')));
  return { action: actionItems.action, body: body as LemurTask };
}
