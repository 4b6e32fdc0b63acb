import type { IHttpRequestOptions } from 'n8n-workflow';
import type { UploadBody } from './core.ts';

type Sendable = NonNullable<IHttpRequestOptions['body']>;

/** A kind of stream that can be made of pieces, as Node's are. */
interface StreamKind {
  from(pieces: AsyncIterable<Uint8Array>): Sendable;
}

const isStreamKind = (made: object): made is StreamKind => 'from' in made && typeof made.from === 'function';

let kind: StreamKind | undefined;

/**
 * The same stream, with its kind remembered. The host's request helper takes streams of Node only, and a node may not
 * import them: the kind is that of the file to send.
 */
export function opened<S extends object>(stream: S): S {
  if (isStreamKind(stream.constructor)) kind ??= stream.constructor;
  return stream;
}

/** The bytes of an upload as the host's request helper takes them: in one piece, or as a stream that is read as it is sent. */
export function sendable(body: UploadBody): Sendable {
  const { whole } = body;
  if (whole instanceof Uint8Array) return Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
  if (kind === undefined) throw new TypeError('Only binary data of the host can be sent as a stream.');
  return kind.from(body);
}
