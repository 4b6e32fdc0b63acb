import {
  answerInWords,
  type AskOptions,
  askTranscripts,
  checkAskOptions,
  type Line,
  type Scores,
} from '@aai-connectors/core';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod/v4';
import { clientOf } from '../client.ts';
import { makeTool } from './make.ts';
import { type ToolOptions } from './options.ts';
import { scoresOf } from './scores.ts';
import { transcriptById } from './transcript.ts';

/** Options of {@link createAskTranscriptTool}. */
export interface AskTranscriptToolOptions
  extends ToolOptions, Pick<AskOptions, 'backend' | 'model' | 'maxInputTokens' | 'strategy' | 'maxParts'> {
  /** Transcripts to ask about. If set, the model cannot choose others. */
  readonly transcriptIds?: readonly string[] | undefined;
  /** Finds passages by their meaning and their words. @default by their words only */
  readonly embeddings?: EmbeddingsInterface | undefined;
}

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
  const { transcriptIds, backend, model, speakerNames, embeddings, strategy, maxInputTokens, maxParts } = options;
  const asking: AskOptions = {
    ...{ backend, model, speakerNames, strategy, maxInputTokens, maxParts },
    scoresOf: scoresFor,
  };
  checkAskOptions(asking);
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
      const transcripts = await Promise.all(ids.map((id) => transcriptById(client, id, { signal })));
      const result = await askTranscripts(client, transcripts, input.question, { ...asking, signal });
      const { answered, passages } = result;
      return [
        answerInWords(result, ids.length > 1),
        {
          question: input.question,
          answer: answered?.text ?? '',
          citations: answered?.citations ?? [],
          removed_quotes: answered?.removed ?? 0,
          transcript_ids: ids,
          request_id: answered?.requestId,
          requests: answered?.requests,
          passages,
        },
      ];
    },
  );

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
