import { badInput } from '../errors.ts';

/**
 * The key without surrounding whitespace, as it goes into the header.
 *
 * @throws BadInputError for an invalid key, before anything is sent
 */
export function checkedKey(apiKey: string): string {
  const key = typeof apiKey === 'string' ? apiKey.trim() : '';
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  // The space after "Bearer" fails the check above.
  throw badInput(
    'apiKey',
    key === '' ? 'The API key is missing.' : 'The API key must not contain "Bearer", spaces or special characters.',
    'Copy it from API Keys in the AssemblyAI dashboard.',
  );
}
