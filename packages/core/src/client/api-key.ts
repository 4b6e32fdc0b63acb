import { badInput } from '../errors.ts';

/**
 * The key without surrounding whitespace. It goes into a header as it is.
 *
 * @throws BadInputError for a key that cannot work, before anything is sent.
 */
export function checkedKey(apiKey: string): string {
  const key = typeof apiKey === 'string' ? apiKey.trim() : '';
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  // "Bearer" and a key have a blank between them.
  throw badInput(
    'apiKey',
    key === '' ? 'The API key is missing.' : 'The API key must not hold "Bearer", blanks or special characters.',
    'Copy it from the AssemblyAI dashboard, under API Keys.',
  );
}
