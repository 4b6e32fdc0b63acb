import type { Option } from '../kit/fields.ts';

/**
 * Names for the list of models. The default changed four times in ten months and one name is reported to be an
 * error, so every field that offers these takes any other name too. Source: `newer.md` 2 and 6.
 */
export const speechModels = [
  { value: 'assemblyai-stt-3-7', label: 'AssemblyAI STT 3.7', help: 'The newest and most accurate.' },
  { value: 'universal-2', label: 'Universal-2', help: 'The most languages; a good second choice after another model.' },
  {
    value: 'universal-3-5-pro',
    label: 'Universal-3.5 Pro',
    status: 'deprecated',
    note: 'Use AssemblyAI STT 3.7 instead.',
  },
  {
    value: 'universal-3-pro',
    label: 'Universal-3 Pro',
    // Sources conflict: one reports a 400, others do not call it retired. So it is warned of, not called refused.
    status: 'deprecated',
    note: 'Some accounts get an error for it. Use AssemblyAI STT 3.7 instead.',
  },
] as const satisfies readonly Option[];

/** Models that accept a prompt. Source: `newer.md` 2. */
export const promptableModels = ['assemblyai-stt-3-7', 'universal-3-5-pro', 'universal-3-pro'] as const;

/** Names for the single model of before. Source: `rest.md` 4.1, `rest-supplement.md` section 4. */
export const singleSpeechModels = [
  { value: 'universal', label: 'Universal', help: 'The most languages.', status: 'rejected' },
  { value: 'slam-1', label: 'Slam-1', help: 'English only; takes Key Terms.', status: 'rejected' },
  { value: 'best', label: 'Best', help: 'The old name of Universal.', status: 'rejected' },
] as const satisfies readonly Option[];

/** Fields of medicine and the like that a model can be tuned to. Source: `newer.md` 2. */
export const domains = [
  { value: 'medical-v1', label: 'Medical', help: 'English, Spanish, German and French.' },
] as const satisfies readonly Option[];
