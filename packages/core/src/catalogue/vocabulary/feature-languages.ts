/**
 * Languages that a feature is documented for, as short codes: `en` includes its regional variants. The vendor keeps
 * adding languages, so a language that is not listed causes only a warning.
 * Source: `languages.md` section 3.
 */
export const ENGLISH = ['en'] as const;

const SPEAKERS = 'en es fr de it pt nl hi ja zh fi ko pl ru tr uk vi';

export const SPEAKER_LANGUAGES: readonly string[] = SPEAKERS.split(' ');

export const PROFANITY_LANGUAGES: readonly string[] = 'en es fr de it pt nl hi ja'.split(' ');

/** Content moderation and topic detection. */
export const MODERATION_LANGUAGES: readonly string[] = 'en es fr de it pt'.split(' ');

/** Entity detection and PII redaction. */
export const ENTITY_LANGUAGES: readonly string[] =
  `${SPEAKERS} af ar be bg my ca hr cs da et ka el he hu is id km lv lt lb ms no fa ro sk sl sw sv tl ta`.split(' ');

/** Source: `newer.md` 2. */
export const MEDICAL_LANGUAGES: readonly string[] = 'en es de fr'.split(' ');
