import type { Fields } from '../../kit/fields.ts';
import type { Complaint, Rule, RuleContext } from '../../kit/entry.ts';
import { listed } from '../../kit/reading/findings.ts';
import { wordsIn } from '../../kit/reading/texts.ts';
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
 * Rules that involve several parameters. Contract: `rest.md` 4.6, unless a rule names another source.
 *
 * Of the rules that are inferred there, only those refuse that catch contradictions: an end before its start, a minimum
 * of speakers above the maximum. The service's own reaction to them is not documented.
 */
export const transcriptRules: readonly TranscriptRule[] = [
  function modelAndTypeOfSummary({ summary_model: model, summary_type: type }, _, name) {
    const types = model === undefined ? undefined : typesOfModel[model];
    if (types === undefined || type === undefined || types.includes(type)) return undefined;
    const allowed = summaryTypes.flatMap(({ value }) =>
      types.includes(value) ? [name.value('summary_type', value)] : [],
    );
    return {
      field: 'summary_type',
      message: `${name.field('summary_type')} does not match the chosen ${name.field('summary_model')}. Choose ${listed(allowed, 'or')}.`,
    };
  },

  ({ summary_model, speaker_labels, multichannel, dual_channel }, _, { field, value, turnOn }) =>
    summary_model === 'conversational' &&
    speaker_labels !== true &&
    multichannel !== true &&
    dual_channel !== true && {
      field: 'summary_model',
      message: `${field('summary_model')}: ${value('summary_model', 'conversational')} requires speakers. To use it, ${turnOn('speaker_labels', 'multichannel')}.`,
    },

  ({ redact_pii, redact_pii_policies, redact_static_entities }, _, { field }) =>
    redact_pii === true &&
    redact_pii_policies === undefined &&
    redact_static_entities === undefined && {
      field: 'redact_pii_policies',
      message: `${field('redact_pii')} has nothing to remove. Choose at least one of the ${field('redact_pii_policies')}.`,
    },

  ({ keyterms_prompt, speech_model }, _, name) =>
    keyterms_prompt !== undefined &&
    speech_model !== undefined &&
    speech_model !== 'slam-1' && {
      field: 'keyterms_prompt',
      message: `${name.field('keyterms_prompt')} does not work with the chosen ${name.field('speech_model')}. Choose ${name.value('speech_model', 'slam-1')}, or use ${name.field('speech_models')} instead.`,
      // A name that the documentation of 2025 does not list may support key terms.
      level: speech_model === 'universal' || speech_model === 'best' ? 'refuse' : 'warn',
    },

  function wordsInKeyTerms({ keyterms_prompt, speech_model }, _, { field }) {
    const words = (keyterms_prompt ?? []).reduce((sum, term) => sum + wordsIn(term), 0);
    if (words <= KEY_TERM_WORDS) return undefined;
    return {
      field: 'keyterms_prompt',
      message: `${field('keyterms_prompt')} has ${words} words in total. The limit is ${KEY_TERM_WORDS}. Remove some terms.`,
      level: speech_model === 'slam-1' ? 'refuse' : 'warn',
    };
  },

  ({ keyterms_prompt, speech_models }, _, name) =>
    (keyterms_prompt ?? []).length > UNIVERSAL_2_TERMS &&
    (speech_models ?? []).includes('universal-2') && {
      field: 'keyterms_prompt',
      message: `${name.field('keyterms_prompt')} has more than ${UNIVERSAL_2_TERMS} terms, the limit of ${name.value('speech_models', 'universal-2')}. Remove some terms.`,
      level: 'warn',
    },

  ({ prompt }, _, { field }) =>
    prompt !== undefined &&
    wordsIn(prompt) > PROMPT_WORDS && {
      field: 'prompt',
      message: `${field('prompt')} has more than ${PROMPT_WORDS} words, the limit of the API. Shorten it.`,
      level: 'warn',
    },

  ({ speech_model, language_code }, _, name) =>
    speech_model === 'slam-1' &&
    language_code !== undefined &&
    shortCode(language_code) !== 'en' && {
      field: 'language_code',
      message: `${name.value('speech_model', 'slam-1')} supports only English. Choose an English ${name.field('language_code')} or another ${name.field('speech_model')}.`,
    },

  ({ language_codes }, _, { field }) =>
    language_codes !== undefined &&
    !language_codes.some((code) => shortCode(code) === 'en') && {
      field: 'language_codes',
      message: `${field('language_codes')} does not include English, which the API requires. Add English.`,
      level: 'warn',
    },

  ({ audio_start_from, audio_end_at }, _, { field }) =>
    audio_start_from !== undefined &&
    audio_end_at !== undefined &&
    audio_end_at <= audio_start_from && {
      field: 'audio_end_at',
      message: `${field('audio_end_at')} must be later than ${field('audio_start_from')}.`,
    },

  ({ min_speakers_expected: least, max_speakers_expected: most }, _, { field }) =>
    least !== undefined &&
    most !== undefined &&
    least > most && {
      field: 'max_speakers_expected',
      message: `${field('max_speakers_expected')} must be at least ${field('min_speakers_expected')}.`,
    },

  ({ speakers_expected, min_speakers_expected, max_speakers_expected }, { manner }, { field }) =>
    speakers_expected !== undefined &&
    (min_speakers_expected !== undefined || max_speakers_expected !== undefined) && {
      field: 'speakers_expected',
      message: `${field('speakers_expected')} and ${range(manner, field)} are both set, and which of them applies is not documented. Leave one of them empty.`,
      level: 'warn',
    },

  ({ speakers_expected }, { manner }, { field }) =>
    (speakers_expected ?? 0) > 10 && {
      field: 'speakers_expected',
      message: `${field('speakers_expected')} is documented only up to 10. For more speakers, use ${range(manner, field)} instead.`,
      level: 'warn',
    },

  ({ match_original_utterance, speaker_labels, multichannel }, _, { field, turnOn }) =>
    match_original_utterance === true &&
    speaker_labels !== true &&
    multichannel !== true && {
      field: 'match_original_utterance',
      message: `${field('match_original_utterance')} requires utterances. To get them, ${turnOn('speaker_labels')}.`,
      level: 'warn',
    },

  ({ speaker_identification, speaker_labels, multichannel }, _, { field, turnOn }) =>
    speaker_identification === true &&
    speaker_labels !== true &&
    multichannel !== true && {
      field: 'speaker_identification',
      message: `${field('speaker_identification')} requires speakers. To detect them, ${turnOn('speaker_labels')}.`,
      level: 'warn',
    },

  ...(speakerRules as readonly TranscriptRule[]),
  featuresOfLanguage,
  featuresOfModels,
];

/** The two fields that set a range of speakers. */
const range = (manner: RuleContext['manner'], field: (key: string) => string): string =>
  manner === 'form'
    ? 'Minimum and Maximum Speakers'
    : `${field('min_speakers_expected')} and ${field('max_speakers_expected')}`;

const shortCode = (code: string): string => code.toLowerCase().split(/[_-]/)[0] ?? '';

/** Warns about features that are not documented for the language. The lists grow without notice. Contract: `languages.md` section 3, `rest.md` C-13. */
function featuresOfLanguage(...[input, , { field, value }]: Parameters<TranscriptRule>): readonly Complaint[] {
  const { language_code: code } = input;
  if (code === undefined) return [];
  const name = value('language_code', code);
  return inUse(input)
    .filter(
      ([, { languages: known }]) =>
        known !== undefined && !known.some((one) => one === code || one === shortCode(code)),
    )
    .map(([key]) => ({
      field: key,
      message: `${field(key)} is not documented for ${name} and may have no effect.`,
      level: 'warn',
    }));
}

/** Warns only if every chosen model is known not to support the parameter. Suggests current models. */
function featuresOfModels(...[input, , name]: Parameters<TranscriptRule>): readonly Complaint[] {
  const chosen: readonly string[] = input.speech_models ?? [];
  const known = speechModels.map(({ value }) => value as string);
  if (chosen.length === 0 || !chosen.every((model) => known.includes(model))) return [];
  return inUse(input)
    .filter(([, { models }]) => models !== undefined && !chosen.some((model) => models.includes(model)))
    .map(([key, { models = [] }]) => {
      const names = speechModels
        .filter((model) => models.includes(model.value) && !('status' in model))
        .map(({ value }) => name.value('speech_models', value));
      return {
        field: key,
        message: `${name.field(key)} does not work with the chosen ${name.field('speech_models')}. Add ${listed(names, 'or')}.`,
        level: 'warn',
      };
    });
}

const inUse = (input: Readonly<Record<string, unknown>>): [string, Fields[string]][] =>
  Object.entries(FIELDS).filter(([key]) => input[key] !== undefined && input[key] !== false);
