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
import type { ApiRequest } from '../host-io.ts';
import { urlOf } from '../regions.ts';
import { blamed, wordsIn } from './refusal.ts';
import { askedPauseMs } from './retry.ts';

/** An answer whose body has been read. */
export interface TextAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** An answer that is no success, and what it answers. */
interface BadAnswer extends TextAnswer {
  readonly url: string;
  /** The address that it redirects to; empty if there is none. */
  readonly next: string;
  /** Parameters of the request. */
  readonly params: object;
}

type Clean = (text: string) => string;

/** The vendor's id of a request, to quote to its support. */
export const requestIdOf = (headers: Readonly<Record<string, string>>): string | undefined =>
  headers['x-request-id'] ?? headers['cf-ray'];

const KEY_HINT = 'Check the API key, and give it without "Bearer".';

const WAY_HINT = 'Check the network, the base URL, the region, and any proxy or firewall.';

/** The error that a status means which is no success. Contract: `rest.md` section 9, `rest-supplement.md` section 6. */
export function errorFrom(answer: BadAnswer, now: number, clean: Clean): AssemblyAIError {
  const { status, headers, url, next } = answer;
  // Secrets go before a message is cut, which may leave half of one.
  const said = clean(wordsIn(answer.text));
  const message = said || `The service answered with status ${status}.`;
  const details = (hint?: string): ErrorDetails => ({
    status,
    hint,
    requestId: requestIdOf(headers),
    retryAfterMs: askedPauseMs(headers, now),
  });
  if (status === 429 || (status === 403 && isRateLimit(answer, said))) {
    const hint = 'Wait a moment, or send fewer requests.';
    return new RateLimitedError(said || 'Too many requests.', details(hint));
  }
  if (status === 401 || status === 403) {
    return new AuthenticationError(said || 'The API key was not accepted.', details(KEY_HINT));
  }
  if (status === 404 || (status === 400 && /transcript (id not found|lookup error)/i.test(message))) {
    const hint = 'Check the ID, the region, and the project of the API key.';
    return new NotFoundError(said || 'Not found.', details(hint));
  }
  if (status >= 500 || status === 408) return new ServerError(message, details('Try again in a moment.'));
  if (status >= 400) return new BadInputError(message, { ...details(), field: blamed(message, answer.params) });
  if (status < 300) return new ProtocolError(message, details());
  return new ProtocolError(`${hostIn(url)} redirects to ${hostIn(next)}, which is not followed.`, details(WAY_HINT));
}

/**
 * The vendor answers 403 when an account sends more than 20 000 requests in five minutes, and also for a key
 * that may not do something. Source: `newer.md` section 7; contract `rest.md` section 10.
 */
function isRateLimit({ headers, text }: TextAnswer, said: string): boolean {
  if ('retry-after' in headers || headers['x-ratelimit-remaining'] === '0') return true;
  // A web page of the firewall denies access for that reason only.
  const words = said || text.replace(/access denied/i, 'slow down');
  return /rate.?limit|too many|throttl|limit exceeded|slow down|request blocked|captcha/i.test(words);
}

/**
 * Codes that only the steps before sending have: name resolution, undici's connect timeout, and the check of the
 * certificate, which a client makes before it writes the request.
 */
const UNSENT =
  /^(ENOTFOUND|EAI_|UND_ERR_CONNECT_|ERR_INVALID_URL|ERR_TLS_CERT|UNABLE_TO_VERIFY|CERT_)|SELF_SIGNED_CERT/;

/** System calls that come before the first byte of a request. */
const BEFORE_SENDING = /^(connect|getaddrinfo)$/;

/** A failure to send, and whether the request may have reached the server. */
export interface SendFailure {
  readonly error: AssemblyAIError;
  readonly landed: boolean;
}

/** Sorts what `send` threw. */
export function classifySendFailure(thrown: unknown, request: ApiRequest, clean: Clean): SendFailure {
  if (isAssemblyAIError(thrown)) return { error: thrown, landed: thrown.code !== 'bad_input' };
  const { codes, isUnsent } = reasonsOf(thrown);
  const reason = codes[0] ?? messageOf(thrown, clean);
  if (isTimeout(thrown, codes)) return { error: timeoutError(request), landed: !isUnsent };
  const host = hostIn(request.url);
  const what = isUnsent ? `Could not reach ${host}` : `The connection to ${host} broke`;
  return {
    landed: !isUnsent,
    error: new NetworkError(`${what}${reason === undefined ? '' : ` (${reason})`}.`, {
      cause: cleanCause(thrown, clean),
      hint: isUnsent ? WAY_HINT : undefined,
    }),
  };
}

const TIMEOUTS = /^(ECONNABORTED|ETIMEDOUT|UND_ERR_(HEADERS|BODY)_TIMEOUT)$/;

const isTimeout = (thrown: unknown, codes: readonly string[]): boolean =>
  codes.some((code) => TIMEOUTS.test(code)) || isNamed(thrown, 'TimeoutError');

const isNamed = (thrown: unknown, name: string): boolean => (Object(thrown) as { name?: unknown }).name === name;

/** What `io.send` throws when `request.timeoutMs` has passed. */
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

function messageOf(thrown: unknown, clean: Clean): string | undefined {
  const message = thrown instanceof Error ? thrown.message : typeof thrown === 'string' ? thrown : '';
  return clean(message).slice(0, 200) || undefined;
}

/** A host's error may hold the whole request, key included: only its words are kept. */
function cleanCause(thrown: unknown, clean: Clean): Error {
  const cause = new Error(messageOf(thrown, clean) ?? 'unknown');
  cause.name = thrown instanceof Error ? thrown.name : 'Error';
  return cause;
}

const hostIn = (url: string): string => urlOf(url)?.host ?? 'another address';
