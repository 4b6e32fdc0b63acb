import type { Rule } from '../../kit/entry.ts';
import type { Client, LemurOptions } from '../../../client/types.ts';
import type { sourceFields } from './fields.ts';

type LlmFields = typeof sourceFields;

/** What all questions to a language model share. */
export const llmRules: readonly Rule<LlmFields>[] = [
  ({ transcript_ids, input_text }, _, { field }) =>
    transcript_ids === undefined &&
    input_text === undefined && {
      field: 'transcript_ids',
      message: `Fill in ${field('transcript_ids')} or ${field('input_text')}.`,
    },
];

/** Options of a call: the LLM Gateway answers unless the client was made for an account that still has LeMUR. */
export const llmOptions = ({ lemurBackend }: Client, signal: AbortSignal | undefined): LemurOptions => ({
  backend: lemurBackend ?? 'llm-gateway',
  signal,
});
