import { abortedError, timeoutError } from '../client/failures.ts';
import { streamed } from '../client/upload.ts';
import type { ApiRequest, ApiResponse, HostIo, UploadBody } from '../host-io.ts';

export interface FetchIoOptions {
  /** @default the runtime's own `fetch` */
  readonly fetch?: typeof fetch | undefined;
  /**
   * Whether uploads are sent as streams. Browsers send streams over HTTP/2 only, so there the bytes go out in one
   * piece, from the Blob they lie in. @default everywhere but in browsers
   */
  readonly streamUploads?: boolean | undefined;
}

/** HostIo made of what every modern runtime has: `fetch` and timers. */
export function fetchIo(options: FetchIoOptions = {}): HostIo {
  const streamUploads = options.streamUploads ?? !isBrowser();
  return {
    send: (request, signal) => send(request, signal, options.fetch ?? fetch, streamUploads),
    sleep,
    now: Date.now,
    random: Math.random,
  };
}

/** Resolves after `ms`; rejects with the reason as soon as `signal` fires, and leaves no timer behind. */
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
      // The body, the key and a webhook's secret must not follow to another host.
      redirect: 'manual',
      ...(await bodyOf(request, streamUploads, watch)),
    });
    return {
      // Browsers do not show where a redirect leads, nor its status.
      status: response.type === 'opaqueredirect' ? 302 : response.status,
      headers: Object.fromEntries(response.headers),
      body: watched(response.body, watch, request),
    };
  } catch (thrown) {
    watch.stop();
    throw watch.expired() ? timeoutError(request) : thrown;
  }
}

interface Watch {
  readonly signal: AbortSignal;
  /** The time starts again. */
  progress(): void;
  /** Nothing is waited for until the next `progress`. */
  rest(): void;
  /** The request is over. No timer is left, nor anything of the request under way. */
  stop(): void;
  expired(): boolean;
  /** Whether an upload has yet to be read to its end. */
  sending: boolean;
}

/** The longest time that timers of the platform can measure, ms; they take more for nothing. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A signal that fires with the caller's, or when nothing has moved for `timeoutMs`. */
function startWatch({ timeoutMs }: ApiRequest, outer: AbortSignal | undefined): Watch {
  const gate = new AbortController();
  let expired = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onAbort = (): void => gate.abort(outer?.reason);
  const watch: Watch = {
    signal: gate.signal,
    sending: false,
    rest: () => clearTimeout(timer),
    progress() {
      clearTimeout(timer);
      // A source may be read on for a moment after the answer has come.
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
 * The answer's bytes. One that is read as a whole must be complete in time; of a file, the next bytes must come in time,
 * and how long a reader takes over them does not count.
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
    for await (const piece of streamed(body)) {
      if (isFile) watch.rest();
      yield piece;
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
  // What only comes as a stream is collected first.
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

/** Workers announce a length only through a stream that has one. */
function fixedLength(stream: ReadableStream<Uint8Array>, size: number | undefined): ReadableStream<Uint8Array> {
  const FixedLength = (globalThis as { FixedLengthStream?: LengthStream }).FixedLengthStream;
  return FixedLength === undefined || size === undefined ? stream : stream.pipeThrough(new FixedLength(size));
}

const isBrowser = (): boolean => typeof navigator !== 'undefined' && /^Mozilla\//.test(navigator.userAgent ?? '');
