import {
  type AssemblyAIError,
  AuthenticationError,
  BadInputError,
  type ErrorDetails,
  NetworkError,
  ProtocolError,
  RateLimitedError,
  ServerError,
  TimeoutError,
} from '../../errors.ts';

/**
 * How to reconnect after a connection ended.
 * - `again`: after a delay.
 * - `now`: immediately, because no error occurred.
 * - `slower`: with audio sent closer to real time.
 * - `never`: not at all, because another attempt would fail in the same way.
 */
export type Remedy = 'again' | 'now' | 'slower' | 'never';

/** Why a connection ended. */
export interface Ending {
  readonly remedy: Remedy;
  readonly error: AssemblyAIError;
}

interface Rule {
  readonly reason?: RegExp;
  readonly codes?: readonly number[];
  readonly remedy: Remedy;
  readonly type: new (message: string, details: ErrorDetails) => AssemblyAIError;
  readonly more?: ErrorDetails;
}

const UNAUTHORIZED = {
  remedy: 'never',
  type: AuthenticationError,
  more: { hint: 'Check the API key. If you use tokens, create a new token for each connection.' },
} as const;

/**
 * Reasons take precedence over codes, because the service changed its codes between 2025 and 2026 but kept its reasons.
 * Some patterns match only the beginning of a reason, because data from the client follows.
 * Source: contract `streaming.md` section 10.
 */
const RULES: readonly Rule[] = [
  { reason: /^invalid (message|json)/i, codes: [3006], remedy: 'never', type: ProtocolError },
  {
    reason: /^(unauthorized connection: )?too many concurrent/i,
    codes: [3009],
    remedy: 'again',
    type: RateLimitedError,
    more: { hint: 'Close sessions that you do not need, or ask AssemblyAI for a higher limit.' },
  },
  { reason: /^(session expired|maximum session duration)/i, codes: [3008], remedy: 'now', type: ServerError },
  { reason: /^audio transmission rate/i, remedy: 'slower', type: ProtocolError },
  { reason: /^input duration/i, remedy: 'never', type: ProtocolError },
  { reason: /^session cancelled/i, remedy: 'again', type: ServerError },
  {
    reason: /inactiv|idle/i,
    remedy: 'never',
    type: TimeoutError,
    more: {
      retryable: false,
      hint: 'Increase inactivity_timeout, or close sessions that you do not need.',
    },
  },
  {
    reason: /insufficient|balance|payment|disabled|upgrade/i,
    remedy: 'never',
    type: AuthenticationError,
    more: { hint: 'Check the billing settings of your AssemblyAI account.' },
  },
  // The next connection gets a new token.
  { reason: /token.*expired|expired.*token/i, ...UNAUTHORIZED, remedy: 'again' },
  { reason: /unauthorized|authorization|authentication|token|api key/i, ...UNAUTHORIZED },
  { codes: [1008, 4001, 4002, 4003], ...UNAUTHORIZED },
  { codes: [1002, 1003, 1007, 1009, 3007], remedy: 'never', type: ProtocolError },
  { codes: [1011, 3005], remedy: 'again', type: ServerError },
];

/** A reason that refers to the previous error message, because a close frame has room for only 123 bytes. */
const POINTER = /error message/i;

/**
 * Returns why the service or the network ended a connection, and how to reconnect.
 *
 * @param errorMessage Text of an error message that arrived just before. Used as the reason only if the close frame has
 *   none, because the service may have closed the connection for another reason.
 */
export function endingOf(
  code: number,
  reason: string,
  {
    errorMessage,
    ...known
  }: { readonly errorMessage?: string | undefined; readonly sessionId?: string | undefined } = {},
): Ending {
  const closeReason = reason === '' || POINTER.test(reason) ? (errorMessage ?? reason) : reason;
  const details: ErrorDetails = { operation: 'streaming', closeCode: code, closeReason, ...known };
  const rule =
    RULES.find((candidate) => candidate.reason?.test(closeReason)) ?? RULES.find(({ codes }) => codes?.includes(code));
  const unexplained = rule ? `Streaming ended with code ${code}.` : `The streaming connection was lost (code ${code}).`;
  return endingBy(rule ?? LOST, closeReason === '' ? unexplained : sentence(closeReason), details);
}

const LOST: Rule = { remedy: 'again', type: NetworkError };

/** Returns why the service rejected the handshake, by its HTTP status. */
export function refusalOf(status: number): Ending {
  const text = `The streaming connection was rejected with HTTP status ${status}.`;
  return endingBy(refusalRule(status), text, { operation: 'streaming', status });
}

function refusalRule(status: number): Rule {
  if (status === 401 || status === 403) return UNAUTHORIZED;
  if (status === 429) return { remedy: 'again', type: RateLimitedError };
  if (status >= 500) return { remedy: 'again', type: ServerError };
  return { remedy: 'never', type: BadInputError, more: { hint: 'Check the address of the streaming host.' } };
}

const endingBy = ({ remedy, type: ErrorType, more }: Rule, text: string, details: ErrorDetails): Ending => ({
  remedy,
  error: new ErrorType(text, { ...details, ...more }),
});

const sentence = (reason: string): string => (/[.!?]$/.test(reason) ? reason : `${reason}.`);
