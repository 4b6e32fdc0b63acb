import { type AssemblyAIError, badInput, isAssemblyAIError, withDetails } from '../errors.ts';
import type { ApiRequest, ApiResponse, Clock, HostIo } from '../host-io.ts';
import { createRedactor, type Redactor } from '../redact.ts';
import { type Hosts, hostsOf, isOwnHost, type RegionOptions, urlOf } from '../regions.ts';
import { isObject, parseJson, protocolError, textOf } from './answer.ts';
import { checkedKey } from './api-key.ts';
import type { Call } from './call.ts';
import { abortedError, classifySendFailure, errorFrom, isAbort, requestIdOf, type TextAnswer } from './failures.ts';
import { type Hooks, notify } from './hooks.ts';
import { partsOf } from './request.ts';
import { DEFAULT_RETRY, mayRepeat, pauseMs, type RetryPolicy } from './retry.ts';
import type { CallOptions } from './types.ts';

/** Maximum redirects of a download. */
const MAX_REDIRECTS = 5;

/** A complete response with a status below 400. */
export type { TextAnswer } from './failures.ts';

type Read<T> = (response: ApiResponse, request: ApiRequest) => Promise<T>;

/**
 * Sends calls with authorization, and retries them if that is safe. Every failure is an AssemblyAIError. Internal to
 * the client.
 */
export interface Transport {
  readonly hosts: Hosts;
  readonly clock: Clock;
  /** A number in [0, 1). */
  random(): number;
  /**
   * Milliseconds by which the API's clock is ahead of `clock`, at least. From the latest response that carried a date.
   */
  aheadMs(): number | undefined;
  /** The body as text. `check` returns what is wrong with it, or undefined. */
  text(call: Call, options?: CallOptions, check?: (answer: TextAnswer) => string | undefined): Promise<TextAnswer>;
  /** The parsed body, checked in the same way. */
  json<T>(call: Call, options?: CallOptions, check?: (body: unknown) => string | undefined): Promise<T>;
  /** The result of `read` for a successful response. The call is not repeated after `read` has resolved. */
  exchange<T>(call: Call, options: CallOptions, responseType: ApiRequest['responseType'], read: Read<T>): Promise<T>;
  /** Maximum bytes of a file. */
  readonly downloadBytes: number;
  readonly redactor: Redactor;
}

/** Maximum bytes of a response, decompressed. A larger one fails with a ProtocolError as soon as that is known. */
export interface ResponseLimits {
  /** Of a response that is read as a whole: JSON, captions. @default 64 MiB */
  readonly responseBytes?: number | undefined;
  /** Of a file. @default 5 GiB */
  readonly downloadBytes?: number | undefined;
}

export interface TransportOptions extends RegionOptions {
  readonly io: HostIo;
  /** Omit it if `io.send` adds it. The rest of the package then never sees the key. */
  readonly apiKey?: string | undefined;
  /** Overrides individual values of {@link DEFAULT_RETRY}. */
  readonly retry?: Partial<RetryPolicy> | undefined;
  readonly hooks?: Hooks | undefined;
  /** Milliseconds for one attempt of a plain request; for a download, until the next bytes arrive. @default 30 000 */
  readonly timeoutMs?: number | undefined;
  readonly limits?: ResponseLimits | undefined;
  /** Further secrets to keep out of errors, logs and results: the key if `io.send` adds it, and others. */
  readonly secrets?: readonly string[] | undefined;
}

/** @throws BadInputError for an invalid key, region or host. */
export function createTransport(options: TransportOptions): Transport {
  const { io, hooks = {}, timeoutMs = 30_000 } = options;
  const { responseBytes = 2 ** 26, downloadBytes = 5 * 2 ** 30 } = options.limits ?? {};
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
      let responded = false;
      let error: AssemblyAIError;
      try {
        if (signal?.aborted === true) throw abortedError(call.operation, signal.reason);
        notify(hooks.onRequest, event);
        const response = await unlessAborted(io.send(request, signal), signal, call.operation);
        const { status, headers } = response;
        const date = Date.parse(headers['date'] ?? '');
        if (!Number.isNaN(date) && isOwnHost(hosts, request.url)) aheadMs = date - clock.now();
        const report = (): void => {
          responded = true;
          const requestId = clean.text(requestIdOf(headers) ?? '') || undefined;
          notify(hooks.onResponse, { ...event, status, requestId, durationMs: clock.now() - startedAt });
        };
        if (status >= 200 && status < 300) {
          const result = await unlessAborted(read(response, request), signal, call.operation);
          report();
          return result;
        }
        const text = await unlessAborted(textOf(response, responseBytes), signal, call.operation);
        report();
        // Redacts before parsing, because parsing a URL changes how a secret in it is written.
        const next = redirection(status, clean.data(headers['location'] ?? ''), request.url);
        const isFollowed = call.isPublic === true && (isSecure(next) || !isSecure(path)) && hops++ < MAX_REDIRECTS;
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

      if (!responded) notify(hooks.onFailure, { ...event, error });
      const delayMs =
        mayRepeat(error, repeat, landed) && canResend(call)
          ? pauseMs(policy, attempt, spentMs, error.retryAfterMs, random)
          : undefined;
      if (delayMs === undefined) throw error;
      notify(hooks.onRetry, { ...event, error, delayMs });
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
      const value = parse(redactor.data(await textOf(response, responseBytes)), response);
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
 * Waits for `sleep`, or until the signal fires.
 *
 * @throws AbortedError when the signal fires or the sleep is interrupted.
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

/** The caller must not wait for a host that ignores the signal. */
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

/** The target of a redirect from `url`; empty if the response is not a redirect. */
const redirection = (status: number, location: string, url: string): string =>
  status >= 300 && status < 400 ? (urlOf(location, url)?.href ?? '') : '';

/** A stream can be sent only once. */
const canResend = (call: Call): boolean => call.upload?.repeatable ?? true;
