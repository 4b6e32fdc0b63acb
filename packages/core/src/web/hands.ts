import { abortedError, timeoutError } from '../client/failures.ts';
import { streamed } from '../client/upload.ts';
import type { ApiRequest, ApiResponse, Hands, UploadBody } from '../hands.ts';

export interface FetchHandsOptions {
  /** @default the runtime's own `fetch` */
  readonly fetch?: typeof fetch | undefined;
  /**
   * Whether uploads are sent as streams. Browsers send streams over HTTP/2 only, so there the bytes go out in one
   * piece, from the Blob they lie in. @default everywhere but in browsers
   */
  readonly streamUploads?: boolean | undefined;
}

/** Hands made of what every modern runtime has: `fetch` and timers. */
export function fetchHands(options: FetchHandsOptions = {}): Hands {
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
      redirect: 'follow',
      ...(await bodyOf(request, streamUploads, watch.progress)),
    });
    const headers = Object.fromEntries(response.headers);
    if (request.responseType === 'text') {
      const body = await response.text();
      watch.stop();
      return { status: response.status, headers, body };
    }
    return { status: response.status, headers, body: watched(response.body, watch, request) };
  } catch (thrown) {
    watch.stop();
    throw watch.expired() ? timeoutError(request) : thrown;
  }
}

interface Watch {
  readonly signal: AbortSignal;
  /** Starts the time anew. */
  progress(): void;
  stop(): void;
  expired(): boolean;
}

/** A signal that fires with the caller's, or when nothing has moved for `timeoutMs`. */
function startWatch({ timeoutMs }: ApiRequest, outer: AbortSignal | undefined): Watch {
  const gate = new AbortController();
  let expired = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onAbort = (): void => gate.abort(outer?.reason);
  const stop = (): void => {
    clearTimeout(timer);
    outer?.removeEventListener('abort', onAbort);
  };
  const progress = (): void => {
    clearTimeout(timer);
    if (!Number.isFinite(timeoutMs) || gate.signal.aborted) return;
    timer = setTimeout(() => {
      expired = true;
      gate.abort();
    }, timeoutMs);
  };
  if (outer?.aborted === true) onAbort();
  else outer?.addEventListener('abort', onAbort, { once: true });
  progress();
  return { signal: gate.signal, progress, stop, expired: () => expired };
}

async function* watched(
  body: ReadableStream<Uint8Array> | null,
  watch: Watch,
  request: ApiRequest,
): AsyncGenerator<Uint8Array> {
  try {
    if (body === null) return;
    for await (const piece of streamed(body)) {
      watch.progress();
      yield piece;
    }
  } catch (thrown) {
    throw watch.expired() ? timeoutError(request) : thrown;
  } finally {
    watch.stop();
  }
}

async function bodyOf(request: ApiRequest, streamUploads: boolean, progress: () => void): Promise<RequestInit> {
  const { body } = request;
  if (body === undefined) return {};
  if (typeof body === 'string') return { body };
  if (!streamUploads) return { body: await inOnePiece(body, progress) };
  const stream = toStream(body, progress);
  return {
    body: fixedLength(stream, body.size),
    duplex: 'half',
    ...(body.size !== undefined && { headers: { ...request.headers, 'content-length': String(body.size) } }),
  } as RequestInit;
}

/** The whole audio, handed over as it lies there; what only comes as a stream is collected first. */
async function inOnePiece(body: UploadBody, progress: () => void): Promise<BodyInit> {
  const { whole } = body;
  if (whole !== undefined) return whole as Blob | Uint8Array<ArrayBuffer>;
  const pieces: BlobPart[] = [];
  for await (const piece of body) {
    progress();
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  }
  return new Blob(pieces);
}

function toStream(body: UploadBody, progress: () => void): ReadableStream<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const step = await iterator.next();
        progress();
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
