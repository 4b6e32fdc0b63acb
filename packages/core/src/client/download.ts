import { withDetails } from '../errors.ts';
import type { ApiRequest, ApiResponse } from '../host-io.ts';
import { bounded } from './answer.ts';
import type { Call } from './call.ts';
import { classifySendFailure } from './failures.ts';
import type { Transport } from './transport.ts';
import type { CallOptions } from './types.ts';

/** A response whose body has not been read. */
export interface StreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: AsyncIterable<Uint8Array>;
}

/** Streams the body of a file. Only a public file may be redirected, and only within https. */
export function download(transport: Transport, call: Call, options: CallOptions): Promise<StreamAnswer> {
  const { redactor, downloadBytes } = transport;

  /** A stream may break after its headers arrived. */
  async function* bytesOf(response: ApiResponse, request: ApiRequest): AsyncGenerator<Uint8Array> {
    try {
      yield* bounded(response, downloadBytes);
    } catch (thrown) {
      const { error } = classifySendFailure(thrown, request, redactor.text);
      throw redactor.error(withDetails(error, { operation: request.operation }));
    }
  }

  return transport.exchange(call, options, 'stream', (response, request) =>
    Promise.resolve({ status: response.status, headers: response.headers, data: bytesOf(response, request) }),
  );
}
