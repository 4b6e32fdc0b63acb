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
import { parameterIn, errorTextIn } from './refusal.ts';
import { requestedDelayMs } from './retry.ts';

/** A response whose body has been read. */
export interface TextAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A response that is not a success, and the request it belongs to. */
interface BadAnswer extends TextAnswer {
  readonly url: string;
  /** Target of the redirect; empty if it is not a redirect. */
  readonly next: string;
  /** Parameters of the request. */
  readonly params: object;
}

type Clean = (text: string) => string;

/** AssemblyAI's ID of a request. Quote it when you contact support. */
export const requestIdOf = (headers: Readonly<Record<string, string>>): string | undefined =>
  headers['x-request-id'] ?? headers['cf-ray'];

const KEY_HINT = 'Check the API key. Enter it without "Bearer".';

const NETWORK_HINT = 'Check the network, base URL, region, and any proxy or firewall.';

/** The error for a status outside 2xx. Contract: `rest.md` section 9, `rest-supplement.md` section 6. */
export function errorFrom(answer: BadAnswer, now: number, clean: Clean): AssemblyAIError {
  const { status, headers, url, next } = answer;
  // Redacts secrets before the message is truncated, which may cut one in half.
  const reason = clean(errorTextIn(answer.text));
  const message = reason || `The service answered with status ${status}.`;
  const details = (hint?: string): ErrorDetails => ({
    status,
    hint,
    requestId: requestIdOf(headers),
    retryAfterMs: requestedDelayMs(headers, now),
  });
  if (status === 429 || (status === 403 && isRateLimit(answer, reason))) {
    const hint = 'Wait a moment, or send fewer requests.';
    return new RateLimitedError(reason || 'Too many requests.', details(hint));
  }
  if (status === 401 || status === 403) {
    return new AuthenticationError(reason || 'The API key was not accepted.', details(KEY_HINT));
  }
  if (status === 404 || (status === 400 && /transcript (id not found|lookup error)/i.test(message))) {
    const hint = 'Check the ID, the region, and the project of the API key.';
    return new NotFoundError(reason || 'Not found.', details(hint));
  }
  if (status >= 500 || status === 408) return new ServerError(message, details('Try again in a moment.'));
  if (status >= 400) return new BadInputError(message, { ...details(), field: parameterIn(message, answer.params) });
  if (status < 300) return new ProtocolError(message, details());
  return new ProtocolError(
    `${hostIn(url)} redirects to ${hostIn(next)}. Redirects are not followed.`,
    details(NETWORK_HINT),
  );
}

/**
 * AssemblyAI returns 403 if an account sends more than 20,000 requests in five minutes, and also for a key without
 * permission. Source: `newer.md` section 7; contract `rest.md` section 10.
 */
function isRateLimit({ headers, text }: TextAnswer, reason: string): boolean {
  if ('retry-after' in headers || headers['x-ratelimit-remaining'] === '0') return true;
  // The firewall's "access denied" page appears only for too many requests.
  const words = reason || text.replace(/access denied/i, 'slow down');
  return /rate.?limit|too many|throttl|limit exceeded|slow down|request blocked|captcha/i.test(words);
}

/**
 * Error codes of the steps before sending: name resolution, the connect timeout of undici, and the certificate check,
 * which precedes the request.
 */
const UNSENT =
  /^(ENOTFOUND|EAI_|UND_ERR_CONNECT_|ERR_INVALID_URL|ERR_TLS_CERT|UNABLE_TO_VERIFY|CERT_)|SELF_SIGNED_CERT/;

/** System calls that precede the first byte of a request. */
const BEFORE_SENDING = /^(connect|getaddrinfo)$/;

/** A failure to send, and whether the request may have reached the server. */
export interface SendFailure {
  readonly error: AssemblyAIError;
  readonly landed: boolean;
}

/** Classifies an error of `send`. */
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
      hint: isUnsent ? NETWORK_HINT : undefined,
    }),
  };
}

const TIMEOUTS = /^(ECONNABORTED|ETIMEDOUT|UND_ERR_(HEADERS|BODY)_TIMEOUT)$/;

const isTimeout = (thrown: unknown, codes: readonly string[]): boolean =>
  codes.some((code) => TIMEOUTS.test(code)) || isNamed(thrown, 'TimeoutError');

const isNamed = (thrown: unknown, name: string): boolean => (Object(thrown) as { name?: unknown }).name === name;

/** The error that `io.send` throws when `request.timeoutMs` has passed. */
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
  /** Every `code` along the chain of causes, nearest first. Hosts wrap errors in errors. */
  readonly codes: readonly string[];
  /**
   * Whether the request certainly sent no byte. Operating systems report EHOSTUNREACH and ECONNREFUSED also on a
   * connection that already carried the request, so such a code counts only together with the system call that failed.
   * A wrapper (`fetch failed`, AggregateError) counts only if all errors inside it do. Browsers give no reason, so the
   * request may have been sent.
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

/** Keeps only the message. The error of a host may contain the whole request, including the key. */
function cleanCause(thrown: unknown, clean: Clean): Error {
  const cause = new Error(messageOf(thrown, clean) ?? 'unknown');
  cause.name = thrown instanceof Error ? thrown.name : 'Error';
  return cause;
}

const hostIn = (url: string): string => urlOf(url)?.host ?? 'another address';
