import {
  BadInputError,
  type Client,
  type LemurBackend,
  toTimestampedText,
  type Transcript,
} from '@aai-connectors/core';
import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod/v4';
import { clientOf } from '../client.ts';
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
}

const CITE = 'Each line begins with its time in the recording. Quote what was said, and name the speaker and the time.';

/**
 * Creates a tool that answers a question about transcripts with a language model of AssemblyAI, so that long recordings
 * do not fill the agent's context. The artifact is `{ question, answer, transcript_ids, request_id }`.
 */
export function createAskTranscriptTool(options: AskTranscriptToolOptions = {}): DynamicStructuredTool {
  const client = clientOf(options);
  const { transcriptIds, backend = 'llm-gateway', model, speakerNames } = options;
  const {
    name = 'ask_transcript',
    description = 'Answers a question about what was said in a recording that has been transcribed, with quotes and times.',
  } = options;
  const question = z.string().min(1).describe('The question. It must be understandable without the conversation.');
  const transcriptId = z.string().min(1).describe('ID of the transcript to ask about.');
  return makeTool(
    { name, description },
    options,
    transcriptIds === undefined ? z.object({ question, transcriptId }) : z.object({ question }),
    async (input: { question: string; transcriptId?: string }, { signal }) => {
      const ids = transcriptIds ?? [input.transcriptId!];
      const text = await textOf(ids, signal);
      const { response, request_id } = await client.lemur.questionAnswer(
        { input_text: text, questions: [{ question: input.question, context: CITE }], final_model: model },
        { backend, signal },
      );
      const answer = response.map((one) => one.answer).join('\n');
      return [answer, { question: input.question, answer, transcript_ids: ids, request_id }];
    },
  );

  async function textOf(ids: readonly string[], signal: AbortSignal | undefined): Promise<string> {
    const transcripts = await Promise.all(ids.map((id) => spoken(client, id, signal)));
    const texts = transcripts.map((transcript) => toTimestampedText(transcript, { unit: 'turn', speakerNames }));
    return texts.length === 1 ? texts[0]! : texts.map((text, at) => `Recording ${ids[at]}:\n${text}`).join('\n\n');
  }
}

/** Refuses a transcript without speech before a billed request is sent. */
async function spoken(client: Client, id: string, signal: AbortSignal | undefined): Promise<Transcript> {
  const transcript = await transcriptById(client, id, { signal });
  if (toTimestampedText(transcript) !== '') return transcript;
  throw new BadInputError('The recording contains no speech.', { transcriptId: id });
}
