import { abortedError, timeoutError } from '../client/failures.ts';
import { streamed } from '../client/upload.ts';
import type { HeaderPairs } from '../header-pairs.ts';
import type { ApiRequest, ApiResponse, HostIo, UploadBody } from '../host-io.ts';

export interface FetchIoOptions {
  /** @default the runtime's own `fetch` */
  readonly fetch?: typeof fetch | undefined;
  /**
   * Whether to send uploads as streams. Browsers stream only over HTTP/2, so there uploads are sent as one Blob.
   * @default true, except in browsers
   */
  readonly streamUploads?: boolean | undefined;
}

/** A HostIo that uses `fetch` and the timers of the runtime. */
export function fetchIo(options: FetchIoOptions = {}): HostIo {
  const streamUploads = options.streamUploads ?? !isBrowser();
  return {
    send: (request, signal) => send(request, signal, options.fetch ?? fetch, streamUploads),
    sleep,
    now: Date.now,
    random: Math.random,
  };
}

/** Resolves after `ms` milliseconds. Rejects with the reason as soon as `signal` fires, and clears its timer. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(abortedError('sleep', signal?.reason));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    if (signal?.aborted === true) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}

async function send(
  request: ApiRequest,
  signal: AbortSignal | undefined,
  fetchIt: typeof fetch,
  streamUploads: boolean,
): Promise<ApiResponse> {
  const watch = startWatch(request, signal);
  try {
    const response = await fetchIt(request.url, {
      method: request.method,
      headers: request.headers,
      signal: watch.signal,
      // A redirect must not send the body, the key or a webhook secret to another host.
      redirect: 'manual',
      ...(await bodyOf(request, streamUploads, watch)),
    });
    return {
      // Browsers hide the target and the status of a redirect.
      status: response.type === 'opaqueredirect' ? 302 : response.status,
      headers: Object.fromEntries(response.headers as HeaderPairs),
      body: watched(response.body, watch, request),
    };
  } catch (thrown) {
    watch.stop();
    throw watch.expired() ? timeoutError(request) : thrown;
  }
}

interface Watch {
  readonly signal: AbortSignal;
  /** Restarts the timer. */
  progress(): void;
  /** Stops the timer until the next `progress`. */
  pause(): void;
  /** Ends the request: clears the timer, and aborts an unfinished upload. */
  stop(): void;
  expired(): boolean;
  /** Whether an upload has not been read to its end. */
  sending: boolean;
}

/** Maximum delay of a timer in milliseconds. Timers fire at once for longer delays. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A signal that fires with the caller's signal, or after `timeoutMs` without progress. */
function startWatch({ timeoutMs }: ApiRequest, outer: AbortSignal | undefined): Watch {
  const gate = new AbortController();
  let expired = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onAbort = (): void => gate.abort(outer?.reason);
  const watch: Watch = {
    signal: gate.signal,
    sending: false,
    pause: () => clearTimeout(timer),
    progress() {
      clearTimeout(timer);
      // A source may still be read for a moment after the response has arrived.
      if (stopped || gate.signal.aborted || timeoutMs > LONGEST_TIMER_MS) return;
      timer = setTimeout(() => {
        expired = true;
        gate.abort();
      }, timeoutMs);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      outer?.removeEventListener('abort', onAbort);
      if (watch.sending) gate.abort();
    },
    expired: () => expired,
  };
  if (outer?.aborted === true) onAbort();
  else outer?.addEventListener('abort', onAbort, { once: true });
  watch.progress();
  return watch;
}

/**
 * The bytes of the response. A response that is read as a whole must be complete within the time limit. For a file, the
 * next bytes must arrive within the limit; the time that the reader takes does not count.
 */
async function* watched(
  body: ReadableStream<Uint8Array> | null,
  watch: Watch,
  request: ApiRequest,
): AsyncGenerator<Uint8Array> {
  const isFile = request.responseType === 'stream';
  try {
    if (body === null) return;
    if (isFile) watch.progress();
    for await (const chunk of streamed(body)) {
      if (isFile) watch.pause();
      yield chunk;
      if (isFile) watch.progress();
    }
  } catch (thrown) {
    throw watch.expired() ? timeoutError(request) : thrown;
  } finally {
    watch.stop();
  }
}

async function bodyOf(request: ApiRequest, streamUploads: boolean, watch: Watch): Promise<RequestInit> {
  const { body } = request;
  if (body === undefined) return {};
  if (typeof body === 'string') return { body };
  // A source that is only a stream is collected first.
  if (!streamUploads)
    return { body: (body.whole as Blob | undefined) ?? (await new Response(toStream(body, watch)).blob()) };
  const stream = toStream(body, watch);
  return {
    body: fixedLength(stream, body.size),
    duplex: 'half',
    ...(body.size !== undefined && { headers: { ...request.headers, 'content-length': String(body.size) } }),
  } as RequestInit;
}

function toStream(body: UploadBody, watch: Watch): ReadableStream<Uint8Array> {
  watch.sending = true;
  const iterator = body[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const step = await iterator.next();
        watch.progress();
        watch.sending = step.done !== true;
        if (step.done === true) controller.close();
        else controller.enqueue(step.value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

type LengthStream = new (size: number) => TransformStream<Uint8Array, Uint8Array>;

/** Workers send a content length only for a stream with a fixed length. */
function fixedLength(stream: ReadableStream<Uint8Array>, size: number | undefined): ReadableStream<Uint8Array> {
  const FixedLength = (globalThis as { FixedLengthStream?: LengthStream }).FixedLengthStream;
  return FixedLength === undefined || size === undefined ? stream : stream.pipeThrough(new FixedLength(size));
}

const isBrowser = (): boolean => typeof navigator !== 'undefined' && /^Mozilla\//.test(navigator.userAgent ?? '');
