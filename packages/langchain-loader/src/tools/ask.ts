import {
  BadInputError,
  type Client,
  type LemurBackend,
  toTimestampedText,
  type Transcript,
} from '@aai-connectors/core';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod/v4';
import { clientOf } from '../client.ts';
import { type Answered, askLines, askParts, type Question, quotesOf } from './asking/conversation.ts';
import { type Line, linesOf, tokensOf } from './asking/lines.ts';
import { recordingOf } from './asking/recording.ts';
import { bestLines, bestParts, partsOf, type Scores, scoresOf } from './asking/selection.ts';
import { makeTool } from './make.ts';
import { type ToolOptions } from './options.ts';
import { transcriptById } from './transcript.ts';

/** Options of {@link createAskTranscriptTool}. */
export interface AskTranscriptToolOptions extends ToolOptions {
  /** Transcripts to ask about. If set, the model cannot choose others. */
  readonly transcriptIds?: readonly string[] | undefined;
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
   * @default 'find', and 'map' if no passage matches
   */
  readonly strategy?: 'find' | 'map' | undefined;
  /** Finds passages by their meaning and their words. @default by their words only */
  readonly embeddings?: EmbeddingsInterface | undefined;
  /** Maximum number of parts that `map` asks about. If there are more, those that match the question best. @default 10 */
  readonly maxParts?: number | undefined;
}

const MAX_INPUT_TOKENS = 12_000;
const LEAST_INPUT_TOKENS = 500;
const MAX_PARTS = 10;

/** Recordings whose passages stay in memory. */
const REMEMBERED = 4;

/**
 * Creates a tool that answers a question about transcripts with a language model of AssemblyAI, so that long recordings
 * do not fill the agent's context. In long recordings, it finds the passages that match the question first. Each quote of
 * the answer is compared with the transcript: invented ones are removed, and the others get their speaker and time.
 *
 * The artifact is `{ question, answer, citations, removed_quotes, transcript_ids, request_id, requests, passages }`, where
 * `passages` counts those that were sent and all of them.
 *
 * @throws BadInputError if a number is out of range
 */
export function createAskTranscriptTool(options: AskTranscriptToolOptions = {}): DynamicStructuredTool {
  const client = clientOf(options);
  const { transcriptIds, backend = 'llm-gateway', model, speakerNames, embeddings, strategy } = options;
  const { maxInputTokens = MAX_INPUT_TOKENS, maxParts = MAX_PARTS } = options;
  checkLeast('maxInputTokens', maxInputTokens, LEAST_INPUT_TOKENS);
  checkLeast('maxParts', maxParts, 1);
  const {
    name = 'ask_transcript',
    description = 'Answers a question about what was said in a recording that has been transcribed, with quotes, speakers and times.',
  } = options;
  const question = z
    .string()
    .min(1)
    .describe('The question. It must be understandable without the conversation. Use words that may have been said.');
  const transcriptId = z.string().min(1).describe('ID of the transcript to ask about.');
  const remembered = new Map<string, Scores>();

  return makeTool(
    { name, description },
    options,
    transcriptIds === undefined ? z.object({ question, transcriptId }) : z.object({ question }),
    async (input: { question: string; transcriptId?: string }, { signal }) => {
      const ids = transcriptIds ?? [input.transcriptId!];
      const transcripts = await Promise.all(ids.map((id) => spoken(client, id, signal)));
      const lines = transcripts.flatMap((transcript) => linesOf(transcript, { speakerNames }));
      const recordings = transcripts.map((transcript) => recordingOf(transcript, { speakerNames }));
      const about: Question = { client, backend, model, question: input.question, lines, recordings, signal };
      const { answered, sent } = await answerTo(about);
      return [
        contentOf(answered, sent, lines.length, ids.length > 1),
        {
          question: input.question,
          answer: answered?.text ?? '',
          citations: answered?.citations ?? [],
          removed_quotes: answered?.removed ?? 0,
          transcript_ids: ids,
          request_id: answered?.requestId,
          requests: answered?.requests,
          passages: { sent, total: lines.length },
        },
      ];
    },
  );

  async function answerTo(about: Question): Promise<{ answered: Answered | undefined; sent: number }> {
    const { lines } = about;
    if (lines.reduce((sum, line) => sum + tokensOf(line), 0) <= maxInputTokens) {
      return { answered: await askLines(about, lines), sent: lines.length };
    }
    const scores = await scoresFor(lines)(about.question);
    const found = strategy === 'map' ? [] : bestLines(lines, scores, maxInputTokens);
    if (found.length > 0) return { answered: await askLines(about, found), sent: found.length };
    const parts = bestParts(partsOf(lines, maxInputTokens), lines, scores, maxParts);
    return { answered: await askParts(about, parts), sent: parts.flat().length };
  }

  /** Embeddings of a recording are computed once. */
  function scoresFor(lines: readonly Line[]): Scores {
    const key = [...new Set(lines.map((line) => line.transcriptId)), lines.length].join(' ');
    const scores = remembered.get(key) ?? scoresOf(lines, embeddings);
    remembered.delete(key);
    remembered.set(key, scores);
    if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!);
    return scores;
  }
}

/** Refuses a transcript without speech before a billed request is sent. */
async function spoken(client: Client, id: string, signal: AbortSignal | undefined): Promise<Transcript> {
  const transcript = await transcriptById(client, id, { signal });
  if (toTimestampedText(transcript) !== '') return transcript;
  throw new BadInputError('The recording contains no speech.', { transcriptId: id });
}

function contentOf(answered: Answered | undefined, sent: number, total: number, isSeveral: boolean): string {
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

function checkLeast(field: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new BadInputError(`${field} must be a whole number of at least ${least}, not ${value}.`, { field });
}
