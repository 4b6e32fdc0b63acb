import { readFileSync } from 'node:fs';
import { LEGACY_PARAMETERS } from './amendments.ts';
import { byChannel, type TranscriptRequest } from './transcript-request.ts';

export interface RuleSettings {
  readonly region: 'us' | 'eu';
  /** `documented` accepts what the documentation or today's API accepts; `today` only the latter. */
  readonly api: 'documented' | 'today';
}

type Rule = (request: TranscriptRequest, settings: RuleSettings) => string | undefined | false;

/**
 * Relations between parameters. Contract: `rest.md` 4.6, except what merely "belongs to" another parameter and is
 * ignored without it.
 */
const RULES: readonly Rule[] = [
  ({ speaker_labels, ...request }) =>
    speaker_labels === true &&
    byChannel(request as TranscriptRequest) &&
    'speaker_labels and multichannel cannot both be enabled',
  ({ summarization, auto_chapters }) =>
    summarization === true && auto_chapters === true && 'Only one of summarization and auto_chapters can be enabled',
  ({ summary_model, summary_type }) =>
    given(summary_model) !== given(summary_type) && 'summary_model and summary_type must be given together',
  ({ summary_model, summary_type }) => {
    const types = SUMMARY_TYPES[summary_model ?? ''];
    return (
      types !== undefined &&
      !types.includes(summary_type ?? '') &&
      `summary_type ${summary_type} is not available for summary_model ${summary_model}`
    );
  },
  ({ summarization, punctuate, format_text }) =>
    summarization === true &&
    (punctuate === false || format_text === false) &&
    'summarization requires punctuate and format_text to be enabled',
  (request) =>
    request.summarization === true &&
    request.summary_model === 'conversational' &&
    request.speaker_labels !== true &&
    !byChannel(request) &&
    'summary_model conversational requires speaker_labels or multichannel to be enabled',
  ({ auto_chapters, punctuate }) =>
    auto_chapters === true && punctuate === false && 'auto_chapters requires punctuate to be enabled',
  // Without a model, today's default takes key terms.
  ({ keyterms_prompt, speech_model }) =>
    given(keyterms_prompt) &&
    given(speech_model) &&
    speech_model !== 'slam-1' &&
    `keyterms_prompt is not available for speech_model ${speech_model}`,
  ({ keyterms_prompt }) =>
    keyterms_prompt?.some((term) => wordCount(term) > 6) && 'Each term of keyterms_prompt can have at most 6 words',
  ({ keyterms_prompt }) =>
    (keyterms_prompt ?? []).reduce((sum, term) => sum + wordCount(term), 0) > 1000 &&
    'keyterms_prompt can have at most 1000 words',
  ({ speech_model, language_code }) =>
    speech_model === 'slam-1' &&
    given(language_code) &&
    !/^en(_|$)/.test(language_code!) &&
    'speech_model slam-1 is only available in English',
  ({ language_confidence_threshold: threshold, language_detection }) =>
    given(threshold) &&
    threshold! > 0 &&
    language_detection !== true &&
    'language_confidence_threshold requires language_detection to be enabled',
  ({ redact_pii, redact_pii_policies }) =>
    redact_pii === true &&
    (redact_pii_policies ?? []).length === 0 &&
    'redact_pii requires at least one of redact_pii_policies',
  ({ redact_pii_audio, redact_pii }) =>
    redact_pii_audio === true && redact_pii !== true && 'redact_pii_audio requires redact_pii to be enabled',
  ({ redact_pii_audio }, { region }) =>
    redact_pii_audio === true && region === 'eu' && 'redact_pii_audio is not available in the EU region',
  ({ webhook_auth_header_name: name, webhook_auth_header_value: value }) =>
    given(name) !== given(value) && 'webhook_auth_header_name and webhook_auth_header_value must be given together',
  ({ custom_spelling }) =>
    custom_spelling?.some(({ to }) => wordCount(to) !== 1) && 'custom_spelling.to must be one word',
  (request, { api }) => api === 'documented' && unavailableIn(request),
  (request, { api }) => api === 'today' && goneToday(request),
];

/** The first rule that the request breaks, as the API's error text. */
export function brokenRule(request: TranscriptRequest, settings: RuleSettings): string | undefined {
  for (const rule of RULES) {
    const complaint = rule(request, settings);
    if (typeof complaint === 'string') return complaint;
  }
  return undefined;
}

const given = (value: unknown): boolean => value !== undefined && value !== null;
const wordCount = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

/** Contract: `rest.md` 4.4, summary model matrix. */
const LONG_SUMMARIES = ['bullets', 'bullets_verbose', 'headline', 'paragraph'];
const SUMMARY_TYPES: Readonly<Record<string, readonly string[]>> = {
  informative: LONG_SUMMARIES,
  conversational: LONG_SUMMARIES,
  catchy: ['headline', 'gist'],
};

const FEATURE_LANGUAGES = JSON.parse(
  readFileSync(new URL('../spec/feature-languages.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly string[]>>;

/** In the vendor's own words. Contract: `rest-supplement.md` section 6. */
function unavailableIn({ language_code, ...request }: TranscriptRequest): string | undefined {
  if (!given(language_code)) return undefined;
  const missing = Object.entries(FEATURE_LANGUAGES)
    .filter(([feature, languages]) => request[feature] === true && !languages.includes(language_code!))
    .map(([feature]) => feature);
  if (missing.length === 0) return undefined;
  return `The following models are not available in this language: ${missing.join(', ')}`;
}

/** Models whose name is reported to have become an error; other sources do not say so. Source: `newer.md` 6. */
const DEAD_MODELS = ['universal-3-pro'];

function goneToday(request: TranscriptRequest): string | undefined {
  const gone = ['speech_model', ...Object.keys(LEGACY_PARAMETERS)].find((name) => given(request[name]));
  if (gone === 'speech_model') return 'speech_model is deprecated, use speech_models instead';
  if (gone !== undefined) return `${gone} is no longer supported`;
  const dead = request.speech_models?.find((model) => DEAD_MODELS.includes(model));
  return dead === undefined ? undefined : `speech_models: ${dead} is not available`;
}
