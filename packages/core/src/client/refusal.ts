/**
 * The message in an error body of any shape: `{ error }`, `{ error: { message, metadata: { errors } } }` of the LLM
 * Gateway, `{ detail: [{ loc, msg }] }` of the token endpoint.
 *
 * @returns the message in one line; empty for a web page
 */
export function errorTextIn(text: string): string {
  try {
    return textOf(JSON.parse(text));
  } catch {
    return '';
  }
}

/** Real error bodies nest their message in one or two objects. */
function textOf(body: unknown, levels = 5): string {
  if (typeof body === 'string') return body.replace(/\s+/g, ' ').trim();
  if (levels === 0) return '';
  const inside = (part: unknown): string => textOf(part, levels - 1);
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
 * @param params parameters of the request; other names are recognized by their underscore
 */
export const parameterIn = (message: string, params: object): string | undefined =>
  message.split(/\W+/).find((word) => Object.hasOwn(params, word) || word.includes('_'));
