import {
  AbortedError,
  type AssemblyAIError,
  AuthenticationError,
  BadInputError,
  type ErrorDetails,
  isAssemblyAIError,
  NetworkError,
  NotFoundError,
  ProtocolError,
  RateLimitedError,
  ServerError,
  TimeoutError,
} from '../errors.ts';
import type { ApiRequest } from '../hands.ts';
import { redact } from '../redact.ts';
import { askedPauseMs } from './retry.ts';

/** An answer whose body has been read. */
export interface TextAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The vendor's id of a request, to quote to its support. */
export const requestIdOf = (headers: Readonly<Record<string, string>>): string | undefined =>
  headers['x-request-id'] ?? headers['cf-ray'];

const KEY_HINT = 'Check the API key: it is used as it is, without "Bearer", and belongs to one account.';

/** The error that a status of 400 or more means. Contract: `rest.md` section 9, `rest-supplement.md` section 6. */
export function errorFrom(answer: TextAnswer, now: number): AssemblyAIError {
  const { status, headers } = answer;
  const said = sentenceOf(answer.text);
  const details: ErrorDetails = { status, requestId: requestIdOf(headers), retryAfterMs: askedPauseMs(headers, now) };
  if (status === 401) {
    return new AuthenticationError(said ?? 'The API key was not accepted.', { ...details, hint: KEY_HINT });
  }
  if (status === 429 || (status === 403 && isRateLimit(answer, said))) {
    return new RateLimitedError(said ?? 'Too many requests.', {
      ...details,
      hint: 'Wait a little, or send fewer requests at the same time.',
    });
  }
  if (status === 403) {
    return new AuthenticationError(said ?? 'The API key is not allowed to do this.', { ...details, hint: KEY_HINT });
  }
  if (status === 404 || (status === 400 && /transcript id not found|transcript lookup error/i.test(said ?? ''))) {
    return new NotFoundError(said ?? 'Not found.', {
      ...details,
      hint: 'Check the ID, and that the API key belongs to the project and region it was made in.',
    });
  }
  if (status >= 500 || status === 408) {
    return new ServerError(said ?? `The service failed with status ${status}.`, {
      ...details,
      hint: 'This is on the service. Try again in a moment.',
    });
  }
  if (status < 400) return new ProtocolError(`The service answered with the unexpected status ${status}.`, details);
  return new BadInputError(said ?? `The service refused the request with status ${status}.`, details);
}

/**
 * The vendor answers 403 when an account sends more than 20 000 requests in five minutes, and also for a key
 * that may not do something. Source: `newer.md` section 7; contract `rest.md` section 10.
 */
function isRateLimit({ headers, text }: TextAnswer, said: string | undefined): boolean {
  if ('retry-after' in headers || headers['x-ratelimit-remaining'] === '0') return true;
  if (said !== undefined) return /rate.?limit|too many|throttl|limit exceeded|slow down/i.test(said);
  return /rate.?limit|too many requests|request blocked|access denied|captcha/i.test(text);
}

/** What the service says in its own words, whichever of its error bodies it uses; `undefined` for a web page. */
export function sentenceOf(text: string): string | undefined {
  const body = parse(text);
  const said = body === undefined ? undefined : wordsOf(body);
  return said?.replace(/\s+/g, ' ').trim().slice(0, 500) || undefined;
}

function wordsOf(body: unknown): string | undefined {
  if (typeof body === 'string') return body;
  if (typeof body !== 'object' || body === null) return undefined;
  const record = body as Record<string, unknown>;
  for (const key of ['error', 'message', 'detail', 'title']) {
    const value = record[key];
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (typeof value === 'object' && value !== null) {
      const inner = wordsOf(value);
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Codes that only the steps before sending have: name resolution, undici's connect timeout, and the check of the
 * certificate, which a client makes before it writes the request.
 */
const UNSENT =
  /^(ENOTFOUND|EAI_\w+|UND_ERR_CONNECT_TIMEOUT|ERR_INVALID_URL|ERR_TLS_CERT\w+|.*SELF_SIGNED_CERT.*|UNABLE_TO_VERIFY\w+|CERT_HAS_EXPIRED)$/;

/** Codes that also mean that the host could not be reached, but alone do not prove that nothing was sent. */
const UNREACHABLE = /^(ECONNREFUSED|E(HOST|NET)(UNREACH|DOWN))$/;

/** System calls that come before the first byte of a request. */
const BEFORE_SENDING = /^(connect|getaddrinfo)$/;

/** A failure to send, and whether the request may have reached the server. */
export interface SendFailure {
  readonly error: AssemblyAIError;
  readonly landed: boolean;
}

/** Sorts what `send` threw. */
export function classifySendFailure(thrown: unknown, request: ApiRequest, secrets: readonly string[]): SendFailure {
  if (isAssemblyAIError(thrown)) return { error: thrown, landed: thrown.code !== 'bad_input' };
  const { codes, isUnsent } = reasonsOf(thrown);
  const unreachable = isUnsent || codes.some((code) => UNREACHABLE.test(code));
  const reason = codes[0] ?? messageOf(thrown);
  if (isTimeout(thrown, codes)) return { error: timeoutError(request), landed: !isUnsent };
  const host = URL.canParse(request.url) ? new URL(request.url).host : request.url;
  const what = unreachable
    ? `Could not reach ${host}`
    : `The connection to ${host} broke before the answer was complete`;
  return {
    landed: !isUnsent,
    error: new NetworkError(`${what}${reason === undefined ? '' : ` (${redact(reason, secrets)})`}.`, {
      cause: cleanCause(thrown, secrets),
      hint: unreachable ? 'Check the network connection, the region and a proxy or firewall on the way.' : undefined,
    }),
  };
}

const TIMEOUTS = /^(ECONNABORTED|ETIMEDOUT|UND_ERR_(HEADERS|BODY)_TIMEOUT)$/;

const isTimeout = (thrown: unknown, codes: readonly string[]): boolean =>
  codes.some((code) => TIMEOUTS.test(code)) || isNamed(thrown, 'TimeoutError');

const isNamed = (thrown: unknown, name: string): boolean =>
  typeof thrown === 'object' && thrown !== null && (thrown as { name?: unknown }).name === name;

/** What hands throw when `request.timeoutMs` has passed. */
export function timeoutError(request: Pick<ApiRequest, 'operation' | 'timeoutMs'>): TimeoutError {
  return new TimeoutError(`No answer within ${Math.round(request.timeoutMs / 1000)} s.`, {
    operation: request.operation,
  });
}

export const isAbort = (thrown: unknown): boolean => isNamed(thrown, 'AbortError');

export function abortedError(operation: string, reason: unknown): AbortedError {
  const why = typeof reason === 'string' ? ` (${reason})` : '';
  return new AbortedError(`Cancelled${why}.`, { operation, cause: reason instanceof Error ? reason : undefined });
}

interface Reasons {
  /** Every `code` along the chain of causes, nearest first; hosts wrap failures in failures. */
  readonly codes: readonly string[];
  /**
   * Whether it is certain that no byte of the request left this machine. An operating system reports EHOSTUNREACH or
   * ECONNREFUSED also on a connection that has carried the request, so such a code counts only with the system call that
   * failed. A wrapper (`fetch failed`, AggregateError) proves what everything that it wraps proves. Browsers give no
   * reason, hence no proof.
   */
  readonly isUnsent: boolean;
}

function reasonsOf(thrown: unknown): Reasons {
  const codes: string[] = [];
  const queue: unknown[] = [thrown];
  let isUnsent = true;
  for (let seen = 0; queue.length > 0 && seen < 20; seen++) {
    const { code, syscall, cause, errors } = Object(queue.shift()) as Record<string, unknown>;
    const inner = [cause, errors].flat().filter((error) => error !== undefined);
    const isProof = UNSENT.test(String(code)) || BEFORE_SENDING.test(String(syscall));
    if (!isProof && (syscall !== undefined || inner.length === 0)) isUnsent = false;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) && code !== 'ERR_NETWORK') codes.push(code);
    queue.push(...inner);
  }
  return { codes, isUnsent: isUnsent && queue.length === 0 };
}

function messageOf(thrown: unknown): string | undefined {
  const message = thrown instanceof Error ? thrown.message : typeof thrown === 'string' ? thrown : undefined;
  return message?.slice(0, 200) || undefined;
}

/** A host's error may hold the whole request, key included: only its words are kept. */
function cleanCause(thrown: unknown, secrets: readonly string[]): Error {
  const cause = new Error(redact(messageOf(thrown) ?? 'unknown', secrets));
  cause.name = thrown instanceof Error ? thrown.name : 'Error';
  return cause;
}
