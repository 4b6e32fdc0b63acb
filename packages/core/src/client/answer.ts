import { ProtocolError } from '../errors.ts';
import type { ApiResponse } from '../host-io.ts';
import { requestIdOf } from './failures.ts';

/** The body as text. @throws ProtocolError for one of more than `mostBytes`, unpacked. */
export async function textOf(response: ApiResponse, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of bounded(response, mostBytes)) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

/** The body in pieces. @throws ProtocolError as soon as it has more than `mostBytes`. */
export async function* bounded(response: ApiResponse, mostBytes: number): AsyncGenerator<Uint8Array> {
  const { body } = response;
  let bytes = 0;
  for await (const piece of typeof body === 'string' ? [new TextEncoder().encode(body)] : body) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) {
      throw Object.assign(protocolError(`The answer is larger than ${mostBytes} bytes.`, response), {
        retryable: false,
        hint: 'Raise the limits of the client if you expect this.',
      });
    }
    yield piece;
  }
}

/** The body as JSON. @throws ProtocolError for anything else. */
export function parseJson(text: string, response: ApiResponse): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const what = text.trim() === '' ? 'an empty body' : /^\s*</.test(text) ? 'a web page' : 'text';
    throw protocolError(`The service answered with ${what}, not JSON.`, response);
  }
}

/** Repeatable: what stands between us and the service (a proxy, a sign-in page) may be gone next time. */
export const protocolError = (message: string, { status, headers }: ApiResponse): ProtocolError =>
  new ProtocolError(message, {
    status,
    retryable: true,
    hint: 'A proxy or a sign-in page may be in the way.',
    requestId: requestIdOf(headers),
  });

export const isObject = (body: unknown): string | undefined =>
  Object(body) === body ? undefined : 'The answer is not a JSON object.';
