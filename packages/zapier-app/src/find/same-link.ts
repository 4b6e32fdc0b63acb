/** The parameter that makes a link a pre-signed one, and the parameters that come with it. */
const SIGNATURE = /^(?:x-(?:amz|goog)-signature|signature|sig)$/i;
const OF_SIGNATURE =
  /^(?:x-(?:amz|goog)-.+|awsaccesskeyid|googleaccessid|signature|expires|policy|key-pair-id|sig|s[eprtv]|spr|sk(?:oid|tid|t|e|s|v))$/i;

/**
 * Whether two links lead to the same file. Pre-signed links to cloud storage have a new signature each time, which is not
 * compared.
 */
export const sameLink = (one: string, other: string): boolean => withoutSignature(one) === withoutSignature(other);

function withoutSignature(link: string): string {
  if (!URL.canParse(link)) return link;
  const url = new URL(link);
  url.hash = '';
  const names = [...url.searchParams.keys()];
  if (names.some((name) => SIGNATURE.test(name))) {
    for (const name of names) if (OF_SIGNATURE.test(name)) url.searchParams.delete(name);
  }
  return url.href;
}
