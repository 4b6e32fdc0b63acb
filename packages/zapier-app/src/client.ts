import { Readable } from 'node:stream';
import type { Bundle, HttpRequestOptions, RawHttpResponse, ZObject } from 'zapier-platform-core';
import {
  type ApiRequest,
  type ApiResponse,
  type Client,
  createClient,
  type HostIo,
  hostsBehind,
  sleep,
} from './core.ts';
import { endedEarly, steady } from './steady.ts';
import { BUDGET_MS, type Deadline, deadlineOf, outOfTime } from './deadline.ts';

/** Time limit for results that are ready within seconds, ms. */
export const MOMENT_MS = 22_000;

/** Retries must fit into the time of a run. */
const RETRY = { attempts: 3, budgetMs: 6_000, capMs: 3_000 };

/** Time to keep for what follows an operation, ms. */
export type Reserves = Readonly<Record<string, number>>;

type OnResponse = (response: { readonly operation: string; readonly status: number }) => void;

export interface ClientOptions {
  /** By the name of the operation, such as `files.upload`. @default no reserve */
  readonly reserveMs?: Reserves;
  /** Called with each response that arrived completely. */
  readonly onResponse?: OnResponse;
}

/**
 * A client that sends requests through the host with the connection's key. All its requests, retries and pauses end with
 * the run.
 *
 * @throws BadInputError for a malformed key
 */
export function clientFor(
  z: ZObject,
  { authData }: Pick<Bundle, 'authData'>,
  { reserveMs = {}, onResponse }: ClientOptions = {},
): Client {
  return createClient({
    io: transportOf(z, deadlineOf(z), reserveMs, onResponse),
    apiKey: authData['api_key'] ?? '',
    region: authData['region'] === 'eu' ? 'eu' : 'us',
    retry: RETRY,
    timeoutMs: BUDGET_MS,
    hosts: hostsBehind(process.env['ASSEMBLYAI_BASE_URL']),
  });
}

/** The host's HTTP client, and the clock of the run. */
function transportOf(z: ZObject, deadline: Deadline, reserveMs: Reserves, onResponse?: OnResponse): HostIo {
  /** What went wrong last, in words, for the error when no time is left to try again. */
  let trouble = '';

  return {
    now: () => deadline.now(),
    async sleep(ms, signal) {
      if (ms >= deadline.remainingMs()) throw outOfTime(trouble + NO_TIME, false, LATER);
      await sleep(ms, signal);
    },
    async send(request, signal) {
      const { operation } = request;
      const leftMs = deadline.remainingMs() - (reserveMs[operation] ?? 0);
      if (leftMs <= 0) throw outOfTime(trouble + NO_TIME, false, hintFor(operation));
      const timer = startTimer(Math.min(leftMs, request.timeoutMs), deadline, signal);
      let isStalled = false;
      const stall = (): void => {
        isStalled = true;
        timer.abort();
      };
      const lateness = (thrown: unknown): unknown => {
        if (isStalled) return endedEarly();
        if (!timer.isOver()) return thrown;
        return leftMs <= request.timeoutMs
          ? outOfTime(trouble + lateMessage(operation), true, hintFor(operation))
          : Object.assign(new Error('The request timed out.'), { name: 'TimeoutError' });
      };
      try {
        const options: SendOptions = { ...optionsOf(request), signal: timer.signal };
        // The host's HTTP client waits forever for the rest of a body whose source has failed.
        if (options.body instanceof Readable) options.body.on('error', timer.abort);
        const response = responseOf(await z.request(options));
        trouble = response.status >= 400 ? `AssemblyAI responded with status ${response.status}. ` : '';
        const arrived = (): void => onResponse?.({ operation, status: response.status });
        const body = steady(response.body, LONGEST_PAUSE_MS, deadline, stall);
        return { ...response, body: timedBody(body, timer.stop, lateness, arrived) };
      } catch (thrown) {
        timer.stop();
        const failure = lateness(thrown);
        trouble = 'The connection to AssemblyAI failed. ';
        throw failure;
      }
    },
  };
}

const NO_TIME = 'No time is left for another request. Zapier ends a step after 30 seconds.';

/** Longest time between two parts of a response, ms. */
const LONGEST_PAUSE_MS = 5_000;

const LATER = 'Try again in a few minutes.';

/** What to do about an operation that is too slow for the host. */
function hintFor(operation: string): string {
  if (operation === 'files.upload') {
    return 'Use a link in Audio URL of Transcribe Audio, with Send Audio As set to Automatic. Nothing was billed.';
  }
  return /^(?:llm|lemur|understanding)\./.test(operation) ? 'Choose a faster model or a shorter input.' : LATER;
}

const lateMessage = (operation: string): string =>
  `${operation === 'files.upload' ? 'The file could not be uploaded in time.' : 'AssemblyAI did not answer in time.'} ${LIMIT}`;

const LIMIT = 'Zapier ends a step after 30 seconds.';

interface Timer {
  /** Fires when the time is over, or with the caller's signal. */
  readonly signal: AbortSignal;
  isOver(): boolean;
  /** Fires `signal` at once. */
  abort(): void;
  stop(): void;
}

function startTimer(ms: number, deadline: Deadline, outer: AbortSignal | undefined): Timer {
  const gate = new AbortController();
  let isOver = false;
  const cancel = deadline.schedule(ms, () => {
    isOver = true;
    gate.abort();
  });
  return {
    signal: outer === undefined ? gate.signal : AbortSignal.any([outer, gate.signal]),
    isOver: () => isOver,
    abort: () => gate.abort(),
    stop: cancel,
  };
}

/** The body of a response. Its time limit is that of the request. */
async function* timedBody(
  body: AsyncIterable<Uint8Array>,
  stop: () => void,
  lateness: (thrown: unknown) => unknown,
  arrived: () => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
    arrived();
  } catch (thrown) {
    throw lateness(thrown);
  } finally {
    stop();
  }
}

/** Options of the host's HTTP client. Its types lack the last two. */
interface SendOptions extends HttpRequestOptions {
  url: string;
  raw: true;
  signal?: AbortSignal;
  throwForThrottlingEarly?: boolean;
}

function optionsOf({ method, url, headers, body }: ApiRequest): SendOptions {
  const size = typeof body === 'object' ? body.size : undefined;
  return {
    method,
    url,
    headers: { ...headers, ...(size !== undefined && { 'content-length': String(size) }) },
    ...(body !== undefined && { body: typeof body === 'string' ? sendableText(body) : Readable.from(body) }),
    raw: true,
    // The core classifies failures. A redirect must not take the key to another host.
    skipThrowForStatus: true,
    throwForThrottlingEarly: false,
    redirect: 'manual',
  };
}

/** The host rejects strings that look like its placeholders, which a prompt may contain. */
const sendableText = (text: string): string | Buffer =>
  /\{\{\s*(?:bundle|process)\./.test(text) ? Buffer.from(text) : text;

interface StreamedResponse extends ApiResponse {
  readonly body: AsyncIterable<Uint8Array>;
}

/** The body is a stream, so that the core can stop reading one that is too large. */
const responseOf = ({ status, headers, body }: RawHttpResponse): StreamedResponse => ({
  status,
  headers: Object.fromEntries(headers.entries()),
  body: body as AsyncIterable<Uint8Array>,
});
