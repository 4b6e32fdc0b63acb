import { type AssemblyAIError, badInput, isAssemblyAIError, withDetails } from '../errors.ts';
import type { ApiRequest, ApiResponse, Clock, HostIo } from '../host-io.ts';
import { createRedactor, type Redactor } from '../redact.ts';
import { type Hosts, hostsOf, isOwnHost, type RegionOptions, urlOf } from '../regions.ts';
import { isObject, parseJson, protocolError, textOf } from './answer.ts';
import { checkedKey } from './api-key.ts';
import type { Call } from './call.ts';
import { abortedError, classifySendFailure, errorFrom, isAbort, requestIdOf, type TextAnswer } from './failures.ts';
import { type Hooks, tell } from './hooks.ts';
import { partsOf } from './request.ts';
import { DEFAULT_RETRY, mayRepeat, pauseMs, type RetryPolicy } from './retry.ts';
import type { CallOptions } from './types.ts';

/** Redirects that a download follows. */
const MOST_HOPS = 5;

/** A complete answer with a status below 400. */
export type { TextAnswer } from './failures.ts';

type Read<T> = (response: ApiResponse, request: ApiRequest) => Promise<T>;

/** Sends calls: authorized, repeated if that is safe. Every failure is an AssemblyAIError. Internal to the client. */
export interface Transport {
  readonly hosts: Hosts;
  readonly clock: Clock;
  /** A number in [0, 1). */
  random(): number;
  /** Milliseconds by which the API's clock is ahead of `clock`, at least; by the newest answer that carried its time. */
  aheadMs(): number | undefined;
  /** The body as text. `check` names what is wrong with it, if anything is. */
  text(call: Call, options?: CallOptions, check?: (answer: TextAnswer) => string | undefined): Promise<TextAnswer>;
  /** The parsed body, checked likewise. */
  json<T>(call: Call, options?: CallOptions, check?: (body: unknown) => string | undefined): Promise<T>;
  /** What `read` makes of an answer that is a success; it is not repeated once `read` has resolved. */
  exchange<T>(call: Call, options: CallOptions, responseType: ApiRequest['responseType'], read: Read<T>): Promise<T>;
  /** Most bytes of a file. */
  readonly downloadBytes: number;
  readonly redactor: Redactor;
}

/** Most bytes of an answer, unpacked. One that is larger is refused with a ProtocolError as soon as that shows. */
export interface AnswerLimits {
  /** Of an answer that is read as a whole: JSON, captions. @default 64 MiB */
  readonly answerBytes?: number | undefined;
  /** Of a file. @default 5 GiB */
  readonly downloadBytes?: number | undefined;
}

export interface TransportOptions extends RegionOptions {
  readonly io: HostIo;
  /** Left out where `io.send` adds it: then nothing else in the suite sees the key. */
  readonly apiKey?: string | undefined;
  /** Overrides single values of {@link DEFAULT_RETRY}. */
  readonly retry?: Partial<RetryPolicy> | undefined;
  readonly hooks?: Hooks | undefined;
  /** Milliseconds for one attempt of a plain request; in a download, until the next bytes. @default 30 000 */
  readonly timeoutMs?: number | undefined;
  readonly limits?: AnswerLimits | undefined;
  /** What no error, log or answer may hold, in addition to `apiKey`: the key where `io.send` adds it, other secrets. */
  readonly secrets?: readonly string[] | undefined;
}

/** @throws BadInputError for a key, region or host that cannot work. */
export function createTransport(options: TransportOptions): Transport {
  const { io, hooks = {}, timeoutMs = 30_000 } = options;
  const { answerBytes = 2 ** 26, downloadBytes = 5 * 2 ** 30 } = options.limits ?? {};
  const apiKey = options.apiKey === undefined ? undefined : checkedKey(options.apiKey);
  const hosts = hostsOf(options);
  const retry = { ...DEFAULT_RETRY, ...options.retry };
  const secrets = [apiKey ?? '', ...(options.secrets ?? [])];
  const redactor = createRedactor(secrets);
  const clock: Clock = {
    now: () => io.now?.() ?? Date.now(),
    sleep: (ms, signal) => io.sleep(ms, signal),
  };
  let aheadMs: number | undefined;
  const random = (): number => io.random?.() ?? Math.random();

  function requestOf(call: Call, options: CallOptions, responseType: ApiRequest['responseType']): ApiRequest {
    const { headers, ...parts } = partsOf(hosts, call);
    const isAuthorized = apiKey !== undefined && call.isPublic !== true && isOwnHost(hosts, parts.url);
    return {
      ...parts,
      method: call.method,
      headers: { ...headers, ...(isAuthorized && { authorization: apiKey }) },
      responseType,
      timeoutMs: options.timeoutMs ?? call.timeoutMs ?? timeoutMs,
      operation: call.operation,
    };
  }

  async function exchange<T>(
    call: Call,
    options: CallOptions,
    responseType: ApiRequest['responseType'],
    read: Read<T>,
  ): Promise<T> {
    const { signal } = options;
    if (signal !== undefined && typeof signal.addEventListener !== 'function') {
      throw badInput('signal', 'signal must be an AbortSignal, such as controller.signal.');
    }
    const policy = { ...retry, attempts: options.attempts ?? retry.attempts };
    const repeat = options.retryUnsafe === true ? 'freely' : call.repeat;
    const { webhook_auth_header_value: secret } = Object(call.json) as Record<string, unknown>;
    const clean = typeof secret === 'string' ? createRedactor([...secrets, secret]) : redactor;
    let spentMs = 0;
    let { path } = call;
    for (let attempt = 1, hops = 0; ; attempt++) {
      const request = requestOf({ ...call, path }, options, responseType);
      const startedAt = clock.now();
      const event = {
        operation: call.operation,
        method: request.method,
        url: clean.text(request.url),
        headers: clean.headers(request.headers),
        attempt,
      };
      let landed = signal?.aborted !== true;
      let answered = false;
      let error: AssemblyAIError;
      try {
        if (signal?.aborted === true) throw abortedError(call.operation, signal.reason);
        tell(hooks.onRequest, event);
        const response = await unlessAborted(io.send(request, signal), signal, call.operation);
        const { status, headers } = response;
        const date = Date.parse(headers['date'] ?? '');
        if (!Number.isNaN(date) && isOwnHost(hosts, request.url)) aheadMs = date - clock.now();
        const report = (): void => {
          answered = true;
          const requestId = clean.text(requestIdOf(headers) ?? '') || undefined;
          tell(hooks.onResponse, { ...event, status, requestId, durationMs: clock.now() - startedAt });
        };
        if (status >= 200 && status < 300) {
          const result = await unlessAborted(read(response, request), signal, call.operation);
          report();
          return result;
        }
        const text = await unlessAborted(textOf(response, answerBytes), signal, call.operation);
        report();
        // Before it is read as an address, which changes how a secret in it is written.
        const next = redirection(status, clean.data(headers['location'] ?? ''), request.url);
        const isFollowed = call.isPublic === true && (isSecure(next) || !isSecure(path)) && hops++ < MOST_HOPS;
        if (isFollowed && next !== '') {
          path = next;
          attempt--;
          continue;
        }
        const params = { ...call.query, ...Object(call.json) };
        error = errorFrom({ status, headers, text, url: request.url, next, params }, clock.now(), clean.text);
      } catch (thrown) {
        if (signal?.aborted === true && (isAbort(thrown) || !isAssemblyAIError(thrown))) {
          error = abortedError(call.operation, signal.reason);
        } else {
          const failure = classifySendFailure(call.upload?.failure() ?? thrown, request, clean.text);
          landed &&= failure.landed;
          ({ error } = failure);
        }
      }
      clean.error(
        withDetails(error, { landed, attempts: attempt, operation: call.operation, transcriptId: call.transcriptId }),
      );

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

  const whole = <T>(
    call: Call,
    options: CallOptions = {},
    parse: (text: string, response: ApiResponse) => T,
    check: (value: T) => string | undefined,
  ): Promise<T> =>
    exchange(call, options, 'text', async (response) => {
      const value = parse(redactor.data(await textOf(response, answerBytes)), response);
      const wrong = check(value);
      if (wrong !== undefined) throw protocolError(wrong, response);
      return value;
    });

  return {
    hosts,
    clock,
    random,
    aheadMs: () => aheadMs,
    redactor,
    exchange,
    downloadBytes,

    text: (call, options, check = () => undefined) =>
      whole(
        call,
        options,
        (text, { status, headers }) => ({ status, headers: redactor.headers(headers), text }),
        check,
      ),

    json: <T>(call: Call, options?: CallOptions, check = isObject) =>
      whole(call, options, parseJson, check) as Promise<T>,
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

const isSecure = (url: string): boolean => url.startsWith('https:');

/** Where an answer with `status` redirects to from `url`; empty if it does not. */
const redirection = (status: number, location: string, url: string): string =>
  status >= 300 && status < 400 ? (urlOf(location, url)?.href ?? '') : '';

/** A stream that has been sent once is gone. */
const canResend = (call: Call): boolean => call.upload?.repeatable ?? true;
