import { labelOf } from '../../kit/conditions.ts';
import type { Fields } from '../../kit/fields.ts';
import type { Complaint, Rule } from '../../kit/entry.ts';
import { listed } from '../../kit/reading/say.ts';
import { wordsIn } from '../../kit/reading/texts.ts';
import { languages } from '../../vocabulary/languages.ts';
import { speechModels } from '../../vocabulary/speech-models.ts';
import { summaryTypes, typesOfModel } from '../../vocabulary/summaries.ts';
import { speakerRules } from '../understanding/rules.ts';
import { type TranscriptFields, transcriptParams } from './params/index.ts';

type TranscriptRule = Rule<TranscriptFields>;

const FIELDS: Fields = transcriptParams;

/** Most words in all key terms together. Contract: `rest.md` 4.1 and C-10. */
const KEY_TERM_WORDS = 1000;

/** Most key terms for Universal-2. Source: `newer.md` section 2. */
const UNIVERSAL_2_TERMS = 200;

/** Most words in a prompt. Source: `newer.md` section 2. */
const PROMPT_WORDS = 1500;

/**
 * Relations that no single parameter can express. Contract: `rest.md` 4.6, where nothing else is said.
 *
 * What is inferred there, and not stated, refuses only what makes no sense: an end before its start, more speakers at least
 * than at most. What the service does with it is open.
 */
export const transcriptRules: readonly TranscriptRule[] = [
  function modelAndTypeOfSummary({ summary_model: model, summary_type: type }) {
    const types = model === undefined ? undefined : typesOfModel[model];
    if (types === undefined || type === undefined || types.includes(type)) return undefined;
    const allowed = summaryTypes.filter(({ value }) => types.includes(value)).map(({ label }) => label);
    return {
      field: 'summary_type',
      message: `With this Summary Model, choose ${listed(allowed, 'or')} as Summary Type.`,
    };
  },

  ({ summary_model, speaker_labels, multichannel, dual_channel }) =>
    summary_model === 'conversational' &&
    speaker_labels !== true &&
    multichannel !== true &&
    dual_channel !== true && {
      field: 'summary_model',
      message: 'For a conversational summary, turn on Speaker Labels or Multichannel.',
    },

  ({ redact_pii, redact_pii_policies, redact_static_entities }) =>
    redact_pii === true &&
    redact_pii_policies === undefined &&
    redact_static_entities === undefined && {
      field: 'redact_pii_policies',
      message: 'To use PII Redaction, choose at least one of the PII Policies: without one nothing is removed.',
    },

  ({ keyterms_prompt, speech_model }) =>
    keyterms_prompt !== undefined &&
    speech_model !== undefined &&
    speech_model !== 'slam-1' && {
      field: 'keyterms_prompt',
      message: 'Key Terms need Slam-1 as Speech Model, or one of the newer Speech Models.',
      // Names that the documentation of 2025 does not know may take key terms.
      level: speech_model === 'universal' || speech_model === 'best' ? 'refuse' : 'warn',
    },

  function wordsInKeyTerms({ keyterms_prompt, speech_model }) {
    const words = (keyterms_prompt ?? []).reduce((sum, term) => sum + wordsIn(term), 0);
    if (words <= KEY_TERM_WORDS) return undefined;
    return {
      field: 'keyterms_prompt',
      message: `Key Terms have ${words} words together; the limit is ${KEY_TERM_WORDS}.`,
      level: speech_model === 'slam-1' ? 'refuse' : 'warn',
    };
  },

  ({ keyterms_prompt, speech_models }) =>
    (keyterms_prompt ?? []).length > UNIVERSAL_2_TERMS &&
    (speech_models ?? []).includes('universal-2') && {
      field: 'keyterms_prompt',
      message: `Universal-2 takes at most ${UNIVERSAL_2_TERMS} Key Terms.`,
      level: 'warn',
    },

  ({ prompt }) =>
    prompt !== undefined &&
    wordsIn(prompt) > PROMPT_WORDS && {
      field: 'prompt',
      message: `Prompt has more than ${PROMPT_WORDS} words.`,
      level: 'warn',
    },

  ({ speech_model, language_code }) =>
    speech_model === 'slam-1' &&
    language_code !== undefined &&
    shortCode(language_code) !== 'en' && {
      field: 'language_code',
      message: 'Slam-1 understands English only: choose an English Language or another Speech Model.',
    },

  ({ language_codes }) =>
    language_codes !== undefined &&
    !language_codes.some((code) => shortCode(code) === 'en') && {
      field: 'language_codes',
      message: 'Languages should have English among them.',
      level: 'warn',
    },

  ({ audio_start_from, audio_end_at }) =>
    audio_start_from !== undefined &&
    audio_end_at !== undefined &&
    audio_end_at <= audio_start_from && { field: 'audio_end_at', message: 'End At must be after Start At.' },

  ({ min_speakers_expected: least, max_speakers_expected: most }) =>
    least !== undefined &&
    most !== undefined &&
    least > most && {
      field: 'max_speakers_expected',
      message: 'Most Speakers must not be less than Fewest Speakers.',
    },

  ({ speakers_expected, min_speakers_expected, max_speakers_expected }) =>
    speakers_expected !== undefined &&
    (min_speakers_expected !== undefined || max_speakers_expected !== undefined) && {
      field: 'speakers_expected',
      message: 'Give either Number of Speakers, or Fewest and Most Speakers: which of them counts is not documented.',
      level: 'warn',
    },

  ({ speakers_expected }) =>
    (speakers_expected ?? 0) > 10 && {
      field: 'speakers_expected',
      message: 'Number of Speakers is documented up to 10; give Fewest and Most Speakers for more.',
      level: 'warn',
    },

  ({ match_original_utterance, speaker_labels, multichannel }) =>
    match_original_utterance === true &&
    speaker_labels !== true &&
    multichannel !== true && {
      field: 'match_original_utterance',
      message: 'Translate Each Utterance needs Speaker Labels.',
      level: 'warn',
    },

  ({ speaker_identification, speaker_labels, multichannel }) =>
    speaker_identification === true &&
    speaker_labels !== true &&
    multichannel !== true && {
      field: 'speaker_identification',
      message: 'Speaker Identification needs Speaker Labels: without them there are no speakers to name.',
      level: 'warn',
    },

  ...(speakerRules as readonly TranscriptRule[]),
  featuresOfLanguage,
  featuresOfModels,
];

const shortCode = (code: string): string => code.toLowerCase().split(/[_-]/)[0] ?? '';

/** Lists of languages grow without notice, so they warn. Contract: `languages.md` section 3, `rest.md` C-13. */
function featuresOfLanguage(input: Parameters<TranscriptRule>[0]): readonly Complaint[] {
  const { language_code: code } = input;
  if (code === undefined) return [];
  const name = languages.find(({ value }) => value === code)?.label ?? code;
  return inUse(input)
    .filter(
      ([, { languages: known }]) =>
        known !== undefined && !known.some((one) => one === code || one === shortCode(code)),
    )
    .map(([key]) => ({ field: key, message: `${labelOf(FIELDS, key)} is not documented for ${name}.`, level: 'warn' }));
}

/** Warns only when each chosen model is known, and known not to understand the parameter. */
function featuresOfModels(input: Parameters<TranscriptRule>[0]): readonly Complaint[] {
  const chosen: readonly string[] = input.speech_models ?? [];
  const known = speechModels.map(({ value }) => value as string);
  if (chosen.length === 0 || !chosen.every((model) => known.includes(model))) return [];
  return inUse(input)
    .filter(([, { models }]) => models !== undefined && !chosen.some((model) => models.includes(model)))
    .map(([key, { models = [] }]) => {
      const names = speechModels.filter(({ value }) => models.includes(value)).map(({ label }) => label);
      return { field: key, message: `${labelOf(FIELDS, key)} needs ${listed(names, 'or')}.`, level: 'warn' };
    });
}

const inUse = (input: Readonly<Record<string, unknown>>): [string, Fields[string]][] =>
  Object.entries(FIELDS).filter(([key]) => input[key] !== undefined && input[key] !== false);
