import { ProtocolError } from '../errors.ts';
import type { ApiResponse } from '../host-io.ts';
import { requestIdOf } from './failures.ts';

/** The body as text. @throws ProtocolError if it has more than `maxBytes`, decompressed. */
export async function textOf(response: ApiResponse, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of bounded(response, maxBytes)) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** The body in chunks. @throws ProtocolError as soon as it has more than `maxBytes`. */
export async function* bounded(response: ApiResponse, maxBytes: number): AsyncGenerator<Uint8Array> {
  const { body } = response;
  let bytes = 0;
  for await (const chunk of typeof body === 'string' ? [new TextEncoder().encode(body)] : body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw Object.assign(protocolError(`The response is larger than ${maxBytes} bytes.`, response), {
        retryable: false,
        hint: 'Raise the limits of the client if you expect this.',
      });
    }
    yield chunk;
  }
}

/** The body as JSON. @throws ProtocolError if it is not JSON. */
export function parseJson(text: string, response: ApiResponse): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const what = text.trim() === '' ? 'an empty body' : /^\s*</.test(text) ? 'a web page' : 'text';
    throw protocolError(`The service answered with ${what}, not JSON.`, response);
  }
}

/** Retryable, because a proxy or a sign-in page between the client and the service may be temporary. */
export const protocolError = (message: string, { status, headers }: ApiResponse): ProtocolError =>
  new ProtocolError(message, {
    status,
    retryable: true,
    hint: 'Check for a proxy or a sign-in page.',
    requestId: requestIdOf(headers),
  });

export const isObject = (body: unknown): string | undefined =>
  Object(body) === body ? undefined : 'The response is not a JSON object.';
