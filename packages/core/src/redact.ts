/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/** Headers whose values are secrets wherever they turn up. */
const SECRET_HEADERS = /authorization$|cookie$|api-key$/i;

/** Query parameters whose values are secrets: tokens, and the signatures of pre-signed links. */
const SECRET_QUERY = /([?&](?:token|api_?key|key|signature|sig|x-amz-[a-z-]+|awsaccesskeyid)=)[^&#\s"']+/gi;

/** Secrets that are shorter are not looked for in data: they may be plain words there. */
const SHORTEST_IN_DATA = 8;

/** A half that is shorter may be the start of other words. */
const SHORTEST_HALF = 12;

/** Most objects that are searched in one error. */
const MOST_OBJECTS = 10_000;

/** Removes secrets from what leaves the suite. */
export interface Redactor {
  /** The text without secrets, and without tokens or signatures in links. */
  text(text: string): string;
  /** Headers as they may be logged. */
  headers(headers: Readonly<Record<string, string>>): Record<string, string>;
  /** The same error, with its message, stack, causes and all else that it has redacted in place. */
  error<E>(error: E): E;
  /** An answer, such as JSON, as it came but for the secrets; links stay whole. */
  data(text: string): string;
}

/**
 * The one boundary that errors, logs and answers pass before they reach a caller. A secret is found in any case, as it is,
 * percent-encoded, with the escapes of JSON or HTML, broken over lines, and with its second half cut off.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const all = patternOf(secrets);
  const long = patternOf(secrets.filter(({ length }) => length >= SHORTEST_IN_DATA));
  const text = (value: string): string => value.replace(all, REDACTED).replace(SECRET_QUERY, `$1${REDACTED}`);
  return {
    text,
    headers: (headers) =>
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          text(name),
          SECRET_HEADERS.test(name) ? REDACTED : text(value),
        ]),
      ),
    error: (error) => within(error, text) as typeof error,
    data: (value) => value.replace(long, REDACTED),
  };
}

/** `text` without any of `secrets`, and without tokens or signatures in links. */
export const redact = (text: string, secrets: readonly string[] = []): string => createRedactor(secrets).text(text);

/** Headers as they may be logged. */
export const redactHeaders = (
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[] = [],
): Record<string, string> => createRedactor(secrets).headers(headers);

/** The same error or other value without any of `secrets` in its texts, changed in place: for errors of a host. */
export const redactError = <E>(error: E, secrets: readonly string[]): E => createRedactor(secrets).error(error);

function patternOf(secrets: readonly string[]): RegExp {
  // Between two characters there may be a line break, also an escaped one.
  const joined = (parts: readonly string[]): string => parts.join('(?:\\s|\\\\[nrt])*');
  const sources = secrets.flatMap((secret) => {
    const parts = Array.from(secret, formOf);
    const half = parts.length / 2;
    const cutOff = half >= SHORTEST_HALF ? [`${joined(parts.slice(0, half))}[^\\s"<>]*`] : [];
    return secret === '' ? [] : [joined(parts), ...cutOff];
  });
  return new RegExp(sources.join('|') || '(?!)', 'gi');
}

/** Every way in which a character may be written: escaped by backslashes, percent-encoded, as an entity. */
function formOf(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  const name = /\w/.test(character) ? '' : '|[a-z]+';
  return `(?:\\\\{0,3}(?:${character.replace(/\W/g, '\\$&')}|u0*${hex})|%${hex}|&(?:#0*${code}|#x0*${hex}${name});)`;
}

/** Replaces every text in `root`, however deep. */
function within(root: unknown, replace: (text: string) => string): unknown {
  if (typeof root === 'string') return replace(root);
  const seen = new Set<unknown>([root]);
  for (const holder of seen) {
    for (const name of ArrayBuffer.isView(holder) ? [] : Object.getOwnPropertyNames(Object(holder))) {
      try {
        const record = holder as Record<string, unknown>;
        const value = record[name];
        if (typeof value !== 'string') {
          if (seen.size < MOST_OBJECTS) seen.add(value);
        } else if (replace(value) !== value) record[name] = replace(value);
      } catch {
        // A property that cannot be read or changed holds nothing that this suite put there.
      }
    }
  }
  return root;
}
