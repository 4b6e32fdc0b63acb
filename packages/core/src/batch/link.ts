/** Query parameters of a signature, which change each time a link is signed. */
const SIGNATURE =
  /^(x-(amz|goog)-.+|signature|sig|awsaccesskeyid|googleaccessid|expires|key-pair-id|policy|hdnea|se|sp|sv|sr|st|spr|skoid|sktid|skt|ske|sks|skv)$/i;
/** Parameters that only signatures have. The short names above count only together with one of these. */
const SIGNED = /^(x-(amz|goog)-signature|signature|sig|hdnea)$/i;
/** Credentials, which do not identify the recording. */
const CREDENTIAL = /^(access_?token|auth_?token|api_?key|jwt)$/i;
/** May be a credential, or identify the recording: never displayed, but part of its identity. */
const TOKEN = /^token$/i;

/** A link to a recording, for display and for recognition. */
export interface KnownLink {
  /** The link without credentials, signatures and tokens. */
  readonly shown: string;
  /** The same for the same recording, however its link was signed. May contain a token: hash it before you store it. */
  readonly identity: string;
}

/** Removes the secrets of a link. Returns any other text unchanged. Never throws. */
export function linkWithoutSecrets(text: string): KnownLink {
  if (!URL.canParse(text)) return { shown: text, identity: text };
  const url = new URL(text);
  url.username = '';
  url.password = '';
  dropSignature(url);
  drop(url, CREDENTIAL);
  const identity = url.href;
  drop(url, TOKEN);
  return { identity, shown: url.href };
}

/** Removes the signature from a pre-signed link, with the parameters that come with it. Other links stay unchanged. */
export function dropSignature(url: URL): void {
  if ([...url.searchParams.keys()].some((name) => SIGNED.test(name))) drop(url, SIGNATURE);
}

/** Deletes single parameters, so that the others keep their spelling. */
function drop(url: URL, names: RegExp): void {
  for (const name of [...url.searchParams.keys()]) if (names.test(name)) url.searchParams.delete(name);
}
