import type { Client } from '../client/types.ts';
import { BadInputError } from '../errors.ts';
import type { SpeakerNaming } from '../formats/speakers.ts';
import { toTimestampedText } from '../formats/timestamped-text.ts';
import type { LemurBackend, Transcript } from '../model.ts';
import { type Answered, askLines, askParts, type Question, quotesOf } from './conversation.ts';
import { type Line, linesOf, tokensOf } from './lines.ts';
import { recordingOf } from './recording.ts';
import { bestLines, bestParts, partsOf, type Scores } from './selection.ts';

/** How to ask about transcripts. */
export interface AskOptions extends SpeakerNaming {
  /** The service that answers. LeMUR works only for accounts that still have it. @default 'llm-gateway' */
  readonly backend?: LemurBackend | undefined;
  /** The language model, such as `claude-sonnet-4-6`. @default the client's default model */
  readonly model?: string | undefined;
  /**
   * Estimated tokens of the transcript in one request, at least 500. Recordings that fit are sent whole: about an hour of
   * speech by default.
   *
   * @default 12,000
   */
  readonly maxInputTokens?: number | undefined;
  /**
   * How to ask about recordings that do not fit. `find` sends the passages that match the question, in one request. `map`
   * asks about each part and combines the answers, for questions about the whole recording.
   *
   * @default 'find', and 'map' if no passage matches or there are no scores
   */
  readonly strategy?: 'find' | 'map' | undefined;
  /** Maximum number of parts that `map` asks about. If there are more, those that match the question best. @default 10 */
  readonly maxParts?: number | undefined;
  /** Scores the lines of recordings that do not fit against a question. @default none match */
  readonly scoresOf?: ((lines: readonly Line[]) => Scores) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An answer with its quotes, which were compared with the transcripts. */
export interface TranscriptAnswer {
  /** `undefined` if no part of the recordings answers the question. */
  readonly answered: Answered | undefined;
  /** Number of passages of the recordings that the model has read, and of all passages. */
  readonly passages: { readonly sent: number; readonly total: number };
}

const MAX_INPUT_TOKENS = 12_000;
const LEAST_INPUT_TOKENS = 500;
const MAX_PARTS = 10;

/**
 * Answers a question about transcripts with a language model. Each quote of the answer is compared with the transcripts:
 * invented ones are removed, and the others get their speaker and time.
 *
 * @throws BadInputError if a number is out of range, or if a recording contains no speech; before anything is sent
 */
export async function askTranscripts(
  client: Pick<Client, 'lemur'>,
  transcripts: readonly Transcript[],
  question: string,
  options: AskOptions = {},
): Promise<TranscriptAnswer> {
  checkAskOptions(options);
  for (const transcript of transcripts) checkSpeech(transcript);
  const { backend = 'llm-gateway', model, speakerNames, scoresOf, strategy, signal } = options;
  const { maxInputTokens = MAX_INPUT_TOKENS, maxParts = MAX_PARTS } = options;
  const lines = transcripts.flatMap((transcript) => linesOf(transcript, { speakerNames }));
  const recordings = transcripts.map((transcript) => recordingOf(transcript, { speakerNames }));
  const about: Question = { client, backend, model, question, lines, recordings, signal };
  const result = (answered: Answered | undefined, sent: number): TranscriptAnswer => ({
    answered,
    passages: { sent, total: lines.length },
  });

  if (lines.reduce((sum, line) => sum + tokensOf(line), 0) <= maxInputTokens) {
    return result(await askLines(about, lines), lines.length);
  }
  const scores = (await scoresOf?.(lines)(question)) ?? lines.map(() => 0);
  const found = strategy === 'map' ? [] : bestLines(lines, scores, maxInputTokens);
  if (found.length > 0) return result(await askLines(about, found), found.length);
  const parts = bestParts(partsOf(lines, maxInputTokens), lines, scores, maxParts);
  return result(await askParts(about, parts), parts.flat().length);
}

/** @throws BadInputError if a number is out of range */
export function checkAskOptions({ maxInputTokens, maxParts }: AskOptions): void {
  checkLeast('maxInputTokens', maxInputTokens ?? MAX_INPUT_TOKENS, LEAST_INPUT_TOKENS);
  checkLeast('maxParts', maxParts ?? MAX_PARTS, 1);
}

/** An answer for a reader that sees only text: the answer, its quotes with speakers and times, and what is missing. */
export function answerInWords({ answered, passages: { sent, total } }: TranscriptAnswer, isSeveral = false): string {
  const notes: string[] = [];
  if (answered === undefined) notes.push('No part of the recording answers the question.');
  else if (answered.citations.length === 0) notes.push('The answer contains no quote from the transcript.');
  if (answered !== undefined && answered.removed > 0) {
    const quotes = answered.removed === 1 ? '1 quote or time was' : `${answered.removed} quotes or times were`;
    notes.push(`${quotes} removed from the answer, because the transcript does not contain them.`);
  }
  if (sent < total) {
    notes.push(
      `${sent} of ${total} passages of the recording were read, those that match the question best. If the answer is missing, ask with other words.`,
    );
  }
  const quotes = answered === undefined ? '' : quotesOf(answered.citations, isSeveral);
  return [answered?.text ?? '', quotes === '' ? '' : `Quotes:\n${quotes}`, notes.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Refuses a transcript without speech before a billed request is sent. */
function checkSpeech(transcript: Transcript): void {
  if (toTimestampedText(transcript) !== '') return;
  throw new BadInputError('The recording contains no speech.', { transcriptId: transcript.id });
}

function checkLeast(field: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new BadInputError(`${field} must be a whole number of at least ${least}, not ${value}.`, { field });
}
