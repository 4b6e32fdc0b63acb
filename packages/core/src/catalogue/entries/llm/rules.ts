import type { Rule } from '../../kit/entry.ts';
import type { Client, LemurOptions } from '../../../client/types.ts';
import type { sourceFields } from './fields.ts';

type LlmFields = typeof sourceFields;

/** Rules of all operations that send transcripts or text to a language model. */
export const llmRules: readonly Rule<LlmFields>[] = [
  ({ transcript_ids, input_text }, _, { fillIn }) =>
    transcript_ids === undefined &&
    input_text === undefined && {
      field: 'transcript_ids',
      message: `The model has no input. To add it, ${fillIn('transcript_ids', 'input_text')}.`,
    },
];

/** Options of a call. The LLM Gateway answers, unless the client is for an account that still has LeMUR. */
export const llmOptions = ({ lemurBackend }: Client, signal: AbortSignal | undefined): LemurOptions => ({
  backend: lemurBackend ?? 'llm-gateway',
  signal,
});
