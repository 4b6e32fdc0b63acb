import { badInput } from '../errors.ts';
import { encoded } from './request.ts';

/**
 * An ID, encoded for a path. IDs are opaque: an example in AssemblyAI's documentation is not a valid UUID.
 *
 * @throws BadInputError for an empty ID, for dots that would change the path, and for text that a URL cannot contain.
 */
export function pathId(id: string, field: string): string {
  const clean = typeof id === 'string' ? id.trim() : '';
  if (/^\.*$/.test(clean)) throw badInput(field, `${field} is missing.`);
  return encoded(clean, field);
}
