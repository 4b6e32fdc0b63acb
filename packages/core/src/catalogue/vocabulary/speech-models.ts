import type { Option } from '../kit/fields.ts';

/**
 * Speech models for recordings. The default changed four times in ten months, and one name is reported to cause an
 * error, so every field with these options also accepts other names. Source: `newer.md` 2 and 6.
 */
export const speechModels = [
  { value: 'assemblyai-stt-3-7', label: 'AssemblyAI STT 3.7', help: 'Newest and most accurate.' },
  { value: 'universal-2', label: 'Universal-2', help: 'Supports the most languages. A good second choice.' },
  {
    value: 'universal-3-5-pro',
    label: 'Universal-3.5 Pro',
    status: 'deprecated',
    note: 'Use AssemblyAI STT 3.7 instead.',
  },
  {
    value: 'universal-3-pro',
    label: 'Universal-3 Pro',
    // Sources conflict: one reports a 400, others do not call it retired. So it is deprecated here, not rejected.
    status: 'deprecated',
    note: 'Some accounts receive an error. Use AssemblyAI STT 3.7 instead.',
  },
] as const satisfies readonly Option[];

/** Models that support a prompt. Source: `newer.md` 2. */
export const promptableModels = ['assemblyai-stt-3-7', 'universal-3-5-pro', 'universal-3-pro'] as const;

/** Values of the older parameter for a single model. Source: `rest.md` 4.1, `rest-supplement.md` section 4. */
export const singleSpeechModels = [
  { value: 'universal', label: 'Universal', help: 'Supports the most languages.', status: 'rejected' },
  { value: 'slam-1', label: 'Slam-1', help: 'English only. Supports key terms.', status: 'rejected' },
  { value: 'best', label: 'Best', help: 'Former name of Universal.', status: 'rejected' },
] as const satisfies readonly Option[];

/** Subject areas that a model can be tuned to. Source: `newer.md` 2. */
export const domains = [
  { value: 'medical-v1', label: 'Medical', help: 'English, Spanish, German, and French.' },
] as const satisfies readonly Option[];
