import type { Rule } from '../../kit/entry.ts';
import type { InputOf } from '../../kit/values.ts';
import { lemurOutputLimits } from '../../vocabulary/llm-models.ts';
import type { backendField, modelFields, sourceFields } from './fields.ts';

type LlmFields = typeof backendField & typeof sourceFields & typeof modelFields;

/** What all questions to a language model share. */
export const llmRules: readonly Rule<LlmFields>[] = [
  ({ transcript_ids, input_text }, _, { field }) =>
    transcript_ids === undefined &&
    input_text === undefined && {
      field: 'transcript_ids',
      message: `Fill in ${field('transcript_ids')} or ${field('input_text')}.`,
    },

  function answerNoLongerThanTheModelAllows({ final_model, max_output_size = 0 }, _, { field }) {
    const limit = final_model === undefined ? undefined : lemurOutputLimits[final_model];
    if (limit === undefined || max_output_size <= limit) return undefined;
    return {
      field: 'max_output_size',
      message: `${field('max_output_size')} can be at most ${limit} tokens with this model.`,
      level: 'warn',
    };
  },
];

/** The input as the client takes it: who answers is an option of the call. */
export function callOf<I extends Partial<InputOf<typeof backendField>>>({
  backend,
  ...params
}: I): { readonly params: Omit<I, 'backend'>; readonly backend: I['backend'] } {
  return { params, backend };
}
