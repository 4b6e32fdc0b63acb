import type { Transcript } from '../model.ts';
import type { TranscriptBody } from './types.ts';

/**
 * Fields of a transcript that are not settings, and the webhook secret, which is never returned. Any other field that
 * is not a parameter of the call counts as a setting that the call did not send. Contract: `rest.md` 5.2,
 * `rest-supplement.md` section 3, `newer.md` section 2, `webhooks.md` section 1.
 */
const RESULTS =
  /^(id|status|error|text|words|utterances|confidence|audio_(duration|channels)|(language|acoustic)_model|language_confidence|webhook_(status_code|auth.*)|throttled|.+_results?|content_safety_labels|entities|chapters|summary|speech_model_used|metadata)$/;

/** Defaults other than false. A transcript may have null instead. Contract: `rest.md` section 4. */
const DEFAULTS: Readonly<Record<string, unknown>> = { punctuate: true, format_text: true, language_code: 'en_us' };

/**
 * The first setting that differs between a transcript and the request; `undefined` if all are equal. A setting that is
 * missing on one side must have the service's default on the other. Objects are equal if their properties are.
 */
export const differingSetting = (transcript: Transcript, params: TranscriptBody): string | undefined =>
  Object.keys({ ...transcript, ...params }).find(
    (key) =>
      !RESULTS.test(key) &&
      // A detected language is a result.
      !(params['language_detection'] === true && params[key] === undefined && /^language_codes?$/.test(key)) &&
      canonical(key, transcript[key]) !== canonical(key, params[key]),
  );

/** A value as text, independent of the order of properties and of empty properties. */
const canonical = (key: string, value: unknown): string =>
  JSON.stringify(value ?? DEFAULTS[key] ?? false, (_, part: Readonly<Record<string, unknown>> | null) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.keys(part)
            .sort()
            .map((name) => [name, part[name] ?? undefined]),
        )
      : part,
  );
