import type { IHttpRequestOptions } from 'n8n-workflow';
import type { UploadBody } from './core.ts';

type Sendable = NonNullable<IHttpRequestOptions['body']>;

/** A class of streams that can be created from chunks, as Node's can. */
interface StreamKind {
  from(pieces: AsyncIterable<Uint8Array>): Sendable;
}

const isStreamKind = (made: object): made is StreamKind => 'from' in made && typeof made.from === 'function';

let kind: StreamKind | undefined;

/**
 * The same stream; its class is kept. n8n's request helper accepts Node streams only, and a node may not import them,
 * so the class is taken from the file to send.
 */
export function opened<S extends object>(stream: S): S {
  if (isStreamKind(stream.constructor)) kind ??= stream.constructor;
  return stream;
}

/** The bytes of an upload as n8n's request helper accepts them: a buffer, or a stream that is read while it is sent. */
export function sendable(body: UploadBody): Sendable {
  const { whole } = body;
  if (whole instanceof Uint8Array) return Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
  if (kind === undefined) throw new TypeError('Only binary data from n8n can be sent as a stream.');
  return kind.from(body);
}
