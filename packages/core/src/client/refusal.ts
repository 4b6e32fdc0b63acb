/**
 * What the service says in its own words, from an error body of any of its shapes: `{ error }`,
 * `{ error: { message, metadata: { errors } } }` of the LLM Gateway, `{ detail: [{ loc, msg }] }` of the token endpoint.
 *
 * @returns all of it in one line; empty for a web page
 */
export function wordsIn(text: string): string {
  try {
    return wordsOf(JSON.parse(text));
  } catch {
    return '';
  }
}

/** Bodies wrap their words in an object or two; many more are no message. */
function wordsOf(body: unknown, levels = 5): string {
  if (typeof body === 'string') return body.replace(/\s+/g, ' ').trim();
  if (levels === 0) return '';
  const inside = (part: unknown): string => wordsOf(part, levels - 1);
  if (Array.isArray(body)) return body.map(inside).filter(Boolean).join('; ');
  const record = Object(body) as Record<string, unknown>;
  for (const key of ['error', 'message', 'detail', 'title', 'msg', 'errors']) {
    const words = inside(record[key]);
    if (words) return [[record['loc']].flat().at(-1), words, inside(record['metadata'])].filter(Boolean).join(': ');
  }
  return '';
}

/**
 * The first parameter that `message` names.
 *
 * @param params those of the request; others are recognized by their underscore
 */
export const blamed = (message: string, params: object): string | undefined =>
  message.split(/\W+/).find((word) => Object.hasOwn(params, word) || word.includes('_'));
