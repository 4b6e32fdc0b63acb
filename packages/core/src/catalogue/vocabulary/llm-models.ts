import type { Option } from '../kit/fields.ts';

/**
 * Models of the LLM Gateway. It keeps adding models, so fields with these options also accept other names.
 * Source: `llm-gateway.md` section 5.
 */
export const gatewayModels = [
  { value: 'claude-sonnet-4-6', label: 'Claude Sonnet 4.6' },
  { value: 'claude-opus-4-6', label: 'Claude Opus 4.6' },
  { value: 'claude-sonnet-4-5-20250929', label: 'Claude Sonnet 4.5' },
  {
    value: 'claude-sonnet-4-20250514',
    label: 'Claude Sonnet 4',
    status: 'deprecated',
    note: 'Use Claude Sonnet 4.6 instead.',
  },
  { value: 'gemini-2.5-flash-lite', label: 'Gemini 2.5 Flash-Lite', fast: true },
] as const satisfies readonly Option[];

const GONE = {
  status: 'deprecated',
  note: 'The LLM Gateway uses its newest model of the same family. Choose one of its models instead.',
} as const;

/** Models documented for LeMUR, which was shut down and replaced by the LLM Gateway. Source: `rest.md` 11.5. */
export const lemurModels = [
  { value: 'anthropic/claude-sonnet-4-20250514', label: 'Claude 4 Sonnet (LeMUR)', ...GONE },
  { value: 'anthropic/claude-opus-4-20250514', label: 'Claude 4 Opus (LeMUR)', ...GONE },
  { value: 'anthropic/claude-3-7-sonnet-20250219', label: 'Claude 3.7 Sonnet (LeMUR)', ...GONE },
  { value: 'anthropic/claude-3-5-sonnet', label: 'Claude 3.5 Sonnet (LeMUR)', ...GONE },
  { value: 'anthropic/claude-3-5-haiku-20241022', label: 'Claude 3.5 Haiku (LeMUR)', ...GONE },
  { value: 'anthropic/claude-3-opus', label: 'Claude 3 Opus (LeMUR)', ...GONE },
  { value: 'anthropic/claude-3-haiku', label: 'Claude 3 Haiku (LeMUR)', ...GONE },
  { value: 'anthropic/claude-3-sonnet', label: 'Claude 3 Sonnet (LeMUR)', ...GONE },
] as const satisfies readonly Option[];
