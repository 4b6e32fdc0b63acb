/** What signs a link, and changes each time it is made. */
const SIGNATURE =
  /^(x-(amz|goog)-.+|signature|sig|awsaccesskeyid|googleaccessid|expires|key-pair-id|policy|hdnea|se|sp|sv|sr|st|spr|skoid|sktid|skt|ske|sks|skv)$/i;
/** What nothing but a signature is; the short names above mean it only beside one of these. */
const SIGNED = /^(x-(amz|goog)-signature|signature|sig|hdnea)$/i;
/** Credentials, which say nothing about the recording. */
const CREDENTIAL = /^(access_?token|auth_?token|api_?key|jwt)$/i;
/** May be a credential, or what identifies the recording: never shown, but part of its identity. */
const TOKEN = /^token$/i;

/** A link to a recording, as it may be shown and recognized. */
export interface KnownLink {
  /** Without credentials, signatures and tokens. */
  readonly shown: string;
  /** The same for the same recording, whenever its link was signed. May hold a token: hash it before it is kept. */
  readonly identity: string;
}

/** A link without its secrets. Any other text comes back as it is. Never throws. */
export function linkWithoutSecrets(text: string): KnownLink {
  if (!URL.canParse(text)) return { shown: text, identity: text };
  const url = new URL(text);
  url.username = '';
  url.password = '';
  const names = [...url.searchParams.keys()];
  const isSigned = names.some((name) => SIGNED.test(name));
  const without = (isSecret: (name: string) => boolean): string => {
    // What is not touched stays as it is written.
    for (const name of names) if (isSecret(name)) url.searchParams.delete(name);
    return url.href;
  };
  const identity = without((name) => CREDENTIAL.test(name) || (isSigned && SIGNATURE.test(name)));
  return { identity, shown: without((name) => TOKEN.test(name)) };
}
