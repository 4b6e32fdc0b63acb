import type { Client } from '../client/types.ts';
import { clockTime } from '../formats/time.ts';
import type { LemurBackend } from '../model.ts';
import { checkedAnswer, type CheckedAnswer } from './citations.ts';
import { type Line, writtenAll } from './lines.ts';
import { type Citation, type Recording } from './recording.ts';

/** Requests at a time. */
const CONCURRENCY = 4;

const CITE =
  'Each line begins with its time in the recording. Support the answer with short quotes in curly quotation marks (“…”), ' +
  'copied word for word, each with its speaker and time in brackets. Do not correct or shorten a quote.';

const SELECTED =
  'The transcript contains only the parts of the recording that match the question. […] marks what is left out.';

const PART =
  'The transcript is a part of a longer recording. If it does not help to answer the question, reply only with NONE.';

const COMBINE =
  'The transcript is a list of answers that were found in the parts of a recording, in their order. Combine them into one ' +
  'answer to the question. Copy the quotes and their times unchanged.';

export interface Question {
  readonly client: Pick<Client, 'lemur'>;
  readonly backend: LemurBackend;
  readonly model: string | undefined;
  readonly question: string;
  /** All lines of the recordings. */
  readonly lines: readonly Line[];
  readonly recordings: readonly Recording[];
  readonly signal: AbortSignal | undefined;
}

export interface Answered extends CheckedAnswer {
  readonly requestId: string;
  /** Number of billed requests. */
  readonly requests: number;
}

/** Asks about some lines in one request. */
export async function askLines(about: Question, lines: readonly Line[]): Promise<Answered> {
  const isAll = lines.length === about.lines.length;
  return ask(about, writtenAll(lines, about.lines), isAll ? CITE : `${CITE} ${SELECTED}`);
}

/** Asks about each part, and combines the answers. `undefined` if no part answers the question. */
export async function askParts(about: Question, parts: readonly (readonly Line[])[]): Promise<Answered | undefined> {
  const answers: Answered[] = [];
  for (let from = 0; from < parts.length; from += CONCURRENCY) {
    const group = parts.slice(from, from + CONCURRENCY);
    answers.push(
      ...(await Promise.all(group.map((part) => ask(about, writtenAll(part, about.lines), `${CITE} ${PART}`)))),
    );
  }
  const useful = answers
    .map((answer, at) => ({ answer, part: parts[at]! }))
    .filter(({ answer }) => !isNone(answer.text));
  if (useful.length === 0) return undefined;
  if (useful.length === 1) return { ...useful[0]!.answer, requests: answers.length };
  const notes = useful.map(({ answer, part }) => `${placeOf(part)}:\n${answer.text}\n${quotesOf(answer.citations)}`);
  const combined = await ask(about, notes.join('\n\n'), COMBINE);
  const removed = answers.reduce((sum, one) => sum + one.removed, combined.removed);
  return { ...combined, removed, requests: answers.length + 1 };
}

async function ask(about: Question, text: string, context: string): Promise<Answered> {
  const { client, backend, model, question, recordings, signal } = about;
  const { response, request_id } = await client.lemur.questionAnswer(
    { input_text: text, questions: [{ question, context }], final_model: model },
    { backend, signal },
  );
  const answer = response.map((one) => one.answer).join('\n');
  return { ...checkedAnswer(answer, question, recordings), requestId: request_id, requests: 1 };
}

const isNone = (answer: string): boolean => /^\W*none\W*$/i.test(answer);

function placeOf(part: readonly Line[]): string {
  const { transcriptId, start } = part[0]!;
  const { end } = part.at(-1)!;
  return start === undefined || end === undefined
    ? `Recording ${transcriptId}`
    : `Recording ${transcriptId}, ${clockTime(start)} to ${clockTime(end)}`;
}

/** One line per quote, with its time and speaker. */
export function quotesOf(citations: readonly Citation[], isSeveral = false): string {
  return citations
    .map(({ start_time, speaker, quote, transcript_id }) =>
      [
        ...(start_time === undefined ? [] : [`[${start_time}]`]),
        ...(speaker === undefined ? [] : [`${speaker}:`]),
        `"${quote}"`,
        ...(isSeveral ? [`(transcript ${transcript_id})`] : []),
      ].join(' '),
    )
    .join('\n');
}
