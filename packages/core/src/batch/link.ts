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
  const names = [...url.searchParams.keys()];
  const isSigned = names.some((name) => SIGNED.test(name));
  const without = (isSecret: (name: string) => boolean): string => {
    // Deletes single parameters, so that the others keep their spelling.
    for (const name of names) if (isSecret(name)) url.searchParams.delete(name);
    return url.href;
  };
  const identity = without((name) => CREDENTIAL.test(name) || (isSigned && SIGNATURE.test(name)));
  return { identity, shown: without((name) => TOKEN.test(name)) };
}
