import { badInput, type BadInputError } from '../errors.ts';

/**
 * The key without surrounding whitespace. It goes into a header as it is.
 *
 * @throws BadInputError for a key that cannot work, before anything is sent.
 */
export function checkedKey(apiKey: string): string {
  const key = typeof apiKey === 'string' ? apiKey.trim() : '';
  const refuse = (message: string, hint: string): BadInputError => badInput('apiKey', message, hint);
  if (key === '') throw refuse('The API key is missing.', 'Find it in the AssemblyAI dashboard under API Keys.');
  if (/^bearer\s/i.test(key)) throw refuse('The API key must not start with "Bearer".', 'Give the bare key.');
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw refuse('The API key has blanks or special characters in it.', 'Copy it again from the dashboard.');
  }
  return key;
}
