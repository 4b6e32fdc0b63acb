import { type AssemblyAIError, isAssemblyAIError, ProtocolError, withDetails } from '../errors.ts';
import type { ApiRequest, ApiResponse, Clock, Hands } from '../hands.ts';
import { redact, redactHeaders } from '../redact.ts';
import { type HostName, hostOf, type Hosts, hostsOf, isOwnHost, type RegionOptions } from '../regions.ts';
import { checkedKey } from './api-key.ts';
import { abortedError, classifySendFailure, errorFrom, isAbort, requestIdOf, type TextAnswer } from './failures.ts';
import { type Hooks, tell } from './hooks.ts';
import { DEFAULT_RETRY, mayRepeat, pauseMs, type Repeat, type RetryPolicy } from './retry.ts';
import type { CallOptions } from './types.ts';
import type { Upload } from './upload.ts';

/** Values of a query. Items of a list are encoded one by one and joined by commas that are not. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** One call of the API, before it is a request. */
export interface Call {
  /** Name for logs and errors: `transcripts.get`. */
  readonly operation: string;
  readonly method: ApiRequest['method'];
  /** @default 'api' */
  readonly host?: HostName;
  /** Below the host, starting with a slash, ids already encoded; or an absolute URL. */
  readonly path: string;
  readonly query?: Query | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. `undefined` members are left out. */
  readonly json?: unknown;
  /** The bytes to send. */
  readonly upload?: Upload;
  readonly repeat: Repeat;
  /** @default 30 000 */
  readonly timeoutMs?: number;
  /** Goes into every error. */
  readonly transcriptId?: string | undefined;
}

/** A complete answer with a status below 400. */
export type { TextAnswer } from './failures.ts';

/** An answer whose body is still on its way. */
export interface StreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: AsyncIterable<Uint8Array>;
}

/** Sends calls: authorized, repeated if that is safe. Every failure is an AssemblyAIError. Internal to the client. */
export interface Transport {
  readonly hosts: Hosts;
  readonly clock: Clock;
  /** A number in [0, 1). */
  random(): number;
  /** Milliseconds by which the API's clock is ahead of `clock`, at least; by the newest answer that carried its time. */
  aheadMs(): number | undefined;
  /** The body as text. `check` names what is wrong with it, if anything is. */
  text(call: Call, options?: CallOptions, check?: (text: string) => string | undefined): Promise<TextAnswer>;
  /** The parsed body, checked likewise. */
  json<T>(call: Call, options?: CallOptions, check?: (body: unknown) => string | undefined): Promise<T>;
  stream(call: Call, options?: CallOptions): Promise<StreamAnswer>;
}

export interface TransportOptions extends RegionOptions {
  readonly hands: Hands;
  /** Left out where `hands.send` adds it: then nothing else in the suite sees the key. */
  readonly apiKey?: string | undefined;
  /** Further strings that no error or hook record may hold, such as a key that the host adds. */
  readonly secrets?: readonly string[] | undefined;
  /** Overrides single values of {@link DEFAULT_RETRY}. */
  readonly retry?: Partial<RetryPolicy> | undefined;
  readonly hooks?: Hooks | undefined;
  /** Milliseconds for one attempt of a plain request. @default 30 000 */
  readonly timeoutMs?: number | undefined;
}

/** @throws BadInputError for a key, region or host that cannot work. */
export function createTransport(options: TransportOptions): Transport {
  const { hands, hooks = {}, timeoutMs = 30_000 } = options;
  const apiKey = options.apiKey === undefined ? undefined : checkedKey(options.apiKey);
  const hosts = hostsOf(options);
  const retry = { ...DEFAULT_RETRY, ...options.retry };
  const secrets = [apiKey ?? '', ...(options.secrets ?? [])];
  const clock: Clock = {
    now: () => hands.now?.() ?? Date.now(),
    sleep: (ms, signal) => hands.sleep(ms, signal),
  };
  let aheadMs: number | undefined;
  const random = (): number => hands.random?.() ?? Math.random();

  function requestOf(call: Call, options: CallOptions, responseType: ApiRequest['responseType']): ApiRequest {
    const url = urlOf(hosts, call);
    const body = call.upload?.body() ?? (call.json === undefined ? undefined : JSON.stringify(call.json));
    return {
      method: call.method,
      url,
      headers: {
        ...(typeof body === 'string' && { 'content-type': 'application/json' }),
        ...(typeof body === 'object' && { 'content-type': 'application/octet-stream' }),
        ...lowerCase(call.headers),
        ...(apiKey !== undefined && isOwnHost(hosts, url) && { authorization: apiKey }),
      },
      ...(body !== undefined && { body }),
      responseType,
      timeoutMs: options.timeoutMs ?? call.timeoutMs ?? timeoutMs,
      operation: call.operation,
    };
  }

  async function exchange<T>(
    call: Call,
    options: CallOptions,
    responseType: ApiRequest['responseType'],
    read: (response: ApiResponse, request: ApiRequest) => Promise<T>,
  ): Promise<T> {
    const { signal } = options;
    const policy = { ...retry, attempts: options.attempts ?? retry.attempts };
    const repeat = options.retryUnsafe === true ? 'freely' : call.repeat;
    let spentMs = 0;
    for (let attempt = 1; ; attempt++) {
      const request = requestOf(call, options, responseType);
      const startedAt = clock.now();
      const event = {
        operation: call.operation,
        method: request.method,
        url: redact(request.url, secrets),
        headers: redactHeaders(request.headers, secrets),
        attempt,
      };
      let landed = signal?.aborted !== true;
      let answered = false;
      let error: AssemblyAIError;
      try {
        if (signal?.aborted === true) throw abortedError(call.operation, signal.reason);
        tell(hooks.onRequest, event);
        const response = await unlessAborted(hands.send(request, signal), signal, call.operation);
        const date = Date.parse(response.headers['date'] ?? '');
        if (!Number.isNaN(date) && isOwnHost(hosts, request.url)) aheadMs = date - clock.now();
        const report = (): void => {
          answered = true;
          const requestId = requestIdOf(response.headers);
          tell(hooks.onResponse, { ...event, status: response.status, requestId, durationMs: clock.now() - startedAt });
        };
        if (response.status >= 200 && response.status < 300) {
          const result = await unlessAborted(read(response, request), signal, call.operation);
          report();
          return result;
        }
        const text = await unlessAborted(textOf(response), signal, call.operation);
        report();
        error = errorFrom({ status: response.status, headers: response.headers, text }, clock.now());
      } catch (thrown) {
        if (signal?.aborted === true && (isAbort(thrown) || !isAssemblyAIError(thrown))) {
          error = abortedError(call.operation, signal.reason);
        } else {
          const failure = classifySendFailure(call.upload?.failure() ?? thrown, request, secrets);
          landed &&= failure.landed;
          ({ error } = failure);
        }
      }
      conceal(error, secrets);
      withDetails(error, { landed, attempts: attempt, operation: call.operation, transcriptId: call.transcriptId });

      if (!answered) tell(hooks.onFailure, { ...event, error });
      const delayMs =
        mayRepeat(error, repeat, landed) && canResend(call)
          ? pauseMs(policy, attempt, spentMs, error.retryAfterMs, random)
          : undefined;
      if (delayMs === undefined) throw error;
      tell(hooks.onRetry, { ...event, error, delayMs });
      spentMs += delayMs;
      await pause(() => clock.sleep(delayMs, signal), signal, call);
    }
  }

  /** A stream may still break after its headers have come. */
  async function* bytesOf(response: ApiResponse, request: ApiRequest): AsyncGenerator<Uint8Array> {
    try {
      if (typeof response.body === 'string') yield new TextEncoder().encode(response.body);
      else yield* response.body;
    } catch (thrown) {
      throw withDetails(classifySendFailure(thrown, request, secrets).error, { operation: request.operation });
    }
  }

  const text: Transport['text'] = (call, options = {}, check) =>
    exchange(call, options, 'text', async (response) => {
      const body = await textOf(response);
      const wrong = check?.(body);
      if (wrong !== undefined) throw protocolError(wrong, response);
      return { status: response.status, headers: response.headers, text: body };
    });

  return {
    hosts,
    clock,
    random,
    aheadMs: () => aheadMs,
    text,

    json: <T>(call: Call, options: CallOptions = {}, check: (body: unknown) => string | undefined = isObject) =>
      exchange(call, options, 'text', async (response) => {
        const body = parseJson(await textOf(response), response);
        const wrong = check(body);
        if (wrong !== undefined) throw protocolError(wrong, response);
        return body as T;
      }),

    stream: (call, options = {}) =>
      exchange(call, options, 'stream', (response, request) =>
        Promise.resolve({ status: response.status, headers: response.headers, data: bytesOf(response, request) }),
      ),
  };
}

/**
 * Waits for `sleep`, at most until the signal fires.
 *
 * @throws AbortedError when the signal fires or the sleep is cut short.
 */
export async function pause(
  sleep: () => Promise<void>,
  signal: AbortSignal | undefined,
  about: { readonly operation: string; readonly transcriptId?: string | undefined },
): Promise<void> {
  try {
    await unlessAborted(sleep(), signal, about.operation);
  } catch (thrown) {
    const error = isAssemblyAIError(thrown) ? thrown : abortedError(about.operation, signal?.reason ?? thrown);
    throw withDetails(error, { transcriptId: about.transcriptId });
  }
}

/** A host that ignores the signal must not keep the caller waiting. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined, operation: string): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(abortedError(operation, signal.reason));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** A stream that has been sent once is gone. */
const canResend = (call: Call): boolean => call.upload?.repeatable ?? true;

function urlOf(hosts: Hosts, call: Call): string {
  const base = /^https?:\/\//.test(call.path) ? call.path : hostOf(hosts, call.host ?? 'api') + call.path;
  const query = queryOf(call.query);
  if (query === '') return base;
  return base + (base.includes('?') ? '&' : '?') + query;
}

/** `undefined` is left out; `0` and `false` are values. */
function queryOf(query: Query = {}): string {
  return Object.entries(query)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${encodeURIComponent(key)}=${encode(value)}`]))
    .join('&');
}

const encode = (value: string | number | boolean | readonly string[]): string =>
  typeof value === 'object' ? value.map((item) => encodeURIComponent(item)).join(',') : encodeURIComponent(value);

const lowerCase = (headers: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

async function textOf(response: ApiResponse): Promise<string> {
  if (typeof response.body === 'string') return response.body;
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

function parseJson(text: string, response: ApiResponse): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const what = text.trim() === '' ? 'an empty body' : /^\s*</.test(text) ? 'a web page' : 'text';
    throw protocolError(`The service answered with ${what} where JSON was expected.`, response);
  }
}

/** Repeatable: what stands between us and the service (a proxy, a sign-in page) may be gone next time. */
function protocolError(message: string, { status, headers }: ApiResponse): ProtocolError {
  return new ProtocolError(message, {
    status,
    retryable: true,
    hint: 'A proxy, a sign-in page or a broken connection may stand between this machine and the service.',
    requestId: requestIdOf(headers),
  });
}

const isObject = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null ? undefined : 'The service answered with JSON of an unexpected shape.';

/** A server may echo the key it was sent. */
function conceal(error: AssemblyAIError, secrets: readonly string[]): void {
  error.message = redact(error.message, secrets);
}
