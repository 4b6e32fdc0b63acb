import type { OutputField } from '../../kit/entry.ts';

const usage: readonly OutputField[] = [
  { key: 'request_id', label: 'Request ID', type: 'text' },
  { key: 'usage.input_tokens', label: 'Tokens Read', type: 'number' },
  { key: 'usage.output_tokens', label: 'Tokens Written', type: 'number' },
];

/** Output of a text answer. */
export const textAnswerOutput = (label: string): readonly OutputField[] => [
  { key: 'response', label, type: 'text' },
  ...usage,
];

export const answersOutput: readonly OutputField[] = [
  { key: 'response', label: 'Answers', type: 'list' },
  { key: 'response[].question', label: 'Question', type: 'text' },
  { key: 'response[].answer', label: 'Answer', type: 'text' },
  ...usage,
];
