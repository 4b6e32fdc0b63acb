import { badInput } from '../errors.ts';
import { encoded } from './request.ts';

/**
 * An id as part of a path. Ids are opaque: the vendor's own documentation has one that is no UUID.
 *
 * @throws BadInputError for nothing, for dots that would climb the path, and for what no address can hold.
 */
export function pathId(id: string, field: string): string {
  const clean = typeof id === 'string' ? id.trim() : '';
  if (/^\.*$/.test(clean)) throw badInput(field, `${field} is missing.`);
  return encoded(clean, field);
}
