import type { OutputField } from '../../kit/entry.ts';

export const requestOutput: readonly OutputField[] = [
  { key: 'request_id', label: 'Request ID', type: 'text' },
  { key: 'usage.input_tokens', label: 'Input Tokens', type: 'number' },
  { key: 'usage.output_tokens', label: 'Output Tokens', type: 'number' },
];

/** An answer in free text. */
export const answerOutput: readonly OutputField[] = [
  { key: 'answer', from: 'response', label: 'Answer', type: 'text' },
  ...requestOutput,
];

export const answersOutput: readonly OutputField[] = [
  { key: 'answers', from: 'response', label: 'Answers', type: 'list' },
  { key: 'answers[].question', label: 'Question', type: 'text' },
  { key: 'answers[].answer', label: 'Answer', type: 'text' },
  ...requestOutput,
];
