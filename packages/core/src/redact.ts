/** Replaces a secret. */
export const REDACTED = '[redacted]';

/** Headers whose values are always secret. */
const SECRET_HEADERS = /authorization$|cookie$|api-key$/i;

/** Query parameters whose values are always secret: tokens, and the signatures of pre-signed links. */
const SECRET_QUERY = /([?&](?:token|api_?key|key|signature|sig|x-amz-[a-z-]+|awsaccesskeyid)=)[^&#\s"']+/gi;

/** Minimum length of secrets that are removed from data. Shorter ones may be ordinary words there. */
const SHORTEST_IN_DATA = 8;

/** Minimum length of half a secret. A shorter half may be the start of another word. */
const SHORTEST_HALF = 12;

/** Maximum objects to search in one error. */
const MOST_OBJECTS = 10_000;

/** Removes secrets from texts. */
export interface TextRedactor {
  /** The text without secrets, and without tokens or signatures in links. */
  text(text: string): string;
  /** A response, such as JSON, without the secrets and otherwise unchanged. Links stay complete. */
  data(text: string): string;
}

/** Removes secrets from errors, logs and responses. */
export interface Redactor extends TextRedactor {
  /** Headers that are safe to log. */
  headers(headers: Readonly<Record<string, string>>): Record<string, string>;
  /** The same error, with its message, stack, causes and all other properties redacted in place. */
  error<E>(error: E): E;
}

/**
 * Creates the filter that texts pass before they reach a caller. Finds a secret in any case, verbatim, percent-encoded,
 * with JSON or HTML escapes, broken over lines, or with its second half missing.
 */
export function createTextRedactor(secrets: readonly string[]): TextRedactor {
  const all = patternOf(secrets);
  const long = patternOf(secrets.filter((secret) => secret.length >= SHORTEST_IN_DATA));
  return {
    text: (value) => value.replace(all, REDACTED).replace(SECRET_QUERY, `$1${REDACTED}`),
    data: (value) => value.replace(long, REDACTED),
  };
}

/** A {@link createTextRedactor} that also filters headers and errors. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const redactor = createTextRedactor(secrets);
  const { text } = redactor;
  return {
    ...redactor,
    error: (error) => within(error, text) as typeof error,
    headers: (headers) =>
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          text(name),
          SECRET_HEADERS.test(name) ? REDACTED : text(value),
        ]),
      ),
  };
}

/** `text` without any of `secrets`, and without tokens or signatures in links. */
export const redact = (text: string, secrets: readonly string[] = []): string => createRedactor(secrets).text(text);

/** Headers that are safe to log. */
export const redactHeaders = (
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[] = [],
): Record<string, string> => createRedactor(secrets).headers(headers);

/** Removes `secrets` from the texts of an error or another value, in place. For errors of a host. */
export const redactError = <E>(error: E, secrets: readonly string[]): E => createRedactor(secrets).error(error);

function patternOf(secrets: readonly string[]): RegExp {
  // Characters may be separated by a line break, or by an escaped one.
  const joined = (parts: readonly string[]): string => parts.join('(?:\\s|\\\\[nrt])*');
  const sources = secrets.flatMap((secret) => {
    const parts = Array.from(secret, formOf);
    const half = parts.length / 2;
    const cutOff = half >= SHORTEST_HALF ? [`${joined(parts.slice(0, half))}[^\\s"<>]*`] : [];
    return secret === '' ? [] : [joined(parts), ...cutOff];
  });
  return new RegExp(sources.join('|') || '(?!)', 'gi');
}

/** All spellings of a character: escaped by backslashes, percent-encoded, or as an HTML entity. */
function formOf(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  const name = /\w/.test(character) ? '' : '|[a-z]+';
  return `(?:\\\\{0,3}(?:${character.replace(/\W/g, '\\$&')}|u0*${hex})|%${hex}|&(?:#0*${code}|#x0*${hex}${name});)`;
}

/** Replaces every text in `root`, at any depth. */
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
        // A property that cannot be read or changed contains nothing from this package.
      }
    }
  }
  return root;
}
