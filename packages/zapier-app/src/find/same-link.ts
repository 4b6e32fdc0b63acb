import { dropSignature } from '../core.ts';

/**
 * Whether two links lead to the same file. Pre-signed links to cloud storage have a new signature each time, which is not
 * compared.
 */
export const sameLink = (one: string, other: string): boolean => withoutSignature(one) === withoutSignature(other);

function withoutSignature(link: string): string {
  if (!URL.canParse(link)) return link;
  const url = new URL(link);
  url.hash = '';
  dropSignature(url);
  return url.href;
}
