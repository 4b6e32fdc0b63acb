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
 * What to do after the end of a connection.
 * - `again`: open a new one after a delay.
 * - `now`: open a new one at once; nothing is wrong.
 * - `slower`: open a new one that stays closer to real time than this one.
 * - `never`: another attempt would end the same way.
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
  more: { hint: 'Check the API key or, with tokens, that each connection gets a fresh one.' },
} as const;

/**
 * Reasons take precedence over codes: between 2025 and 2026 the service changed its codes and kept its texts. Some
 * texts match by their beginning only, because they continue with data that the client has sent.
 * Source: contract `streaming.md` section 10.
 */
const RULES: readonly Rule[] = [
  { reason: /^invalid (message|json)/i, codes: [3006], remedy: 'never', type: ProtocolError },
  {
    reason: /^(unauthorized connection: )?too many concurrent/i,
    codes: [3009],
    remedy: 'again',
    type: RateLimitedError,
    more: { hint: 'End sessions that nobody needs, or ask for a higher limit.' },
  },
  { reason: /^(session expired|maximum session duration)/i, codes: [3008], remedy: 'now', type: ServerError },
  { reason: /^audio transmission rate/i, remedy: 'slower', type: ProtocolError },
  { reason: /^input duration/i, remedy: 'never', type: ProtocolError },
  { reason: /^session cancelled/i, remedy: 'again', type: ServerError },
  {
    reason: /inactiv|idle/i,
    remedy: 'never',
    type: TimeoutError,
    more: { retryable: false, hint: 'No audio came for as long as was allowed.' },
  },
  {
    reason: /insufficient|balance|payment|disabled|upgrade/i,
    remedy: 'never',
    type: AuthenticationError,
    more: { hint: 'Look at the billing of the account.' },
  },
  // The next connection gets a new token.
  { reason: /token.*expired|expired.*token/i, ...UNAUTHORIZED, remedy: 'again' },
  { reason: /unauthorized|authorization|authentication|token|api key/i, ...UNAUTHORIZED },
  { codes: [1008, 4001, 4002, 4003], ...UNAUTHORIZED },
  { codes: [1002, 1003, 1007, 1009, 3007], remedy: 'never', type: ProtocolError },
  { codes: [1011, 3005], remedy: 'again', type: ServerError },
];

/** A close frame has room for 123 bytes only; this text in it refers to the error message that has the reason. */
const POINTER = /error message/i;

/**
 * Why the service or the network ended a connection.
 *
 * @param complaint Text of an error message that arrived just before. Used as the reason only if the close frame has
 *   none, because the service need not have ended the connection for that error.
 */
export function endingOf(
  code: number,
  reason: string,
  { complaint, ...known }: { readonly complaint?: string | undefined; readonly sessionId?: string | undefined } = {},
): Ending {
  const closeReason = reason === '' || POINTER.test(reason) ? (complaint ?? reason) : reason;
  const details: ErrorDetails = { operation: 'streaming', closeCode: code, closeReason, ...known };
  const rule = RULES.find((one) => one.reason?.test(closeReason)) ?? RULES.find(({ codes }) => codes?.includes(code));
  const unexplained = rule ? `Streaming ended with code ${code}.` : `The streaming connection broke (code ${code}).`;
  return endingBy(rule ?? BROKEN, closeReason === '' ? unexplained : sentence(closeReason), details);
}

const BROKEN: Rule = { remedy: 'again', type: NetworkError };

/** Why the handshake was refused, by its HTTP status. */
export function refusalOf(status: number): Ending {
  const text = `The streaming connection was refused with status ${status}.`;
  return endingBy(refusalRule(status), text, { operation: 'streaming', status });
}

function refusalRule(status: number): Rule {
  if (status === 401 || status === 403) return UNAUTHORIZED;
  if (status === 429) return { remedy: 'again', type: RateLimitedError };
  if (status >= 500) return { remedy: 'again', type: ServerError };
  return { remedy: 'never', type: BadInputError, more: { hint: 'Check the streaming host.' } };
}

const endingBy = ({ remedy, type: ErrorType, more }: Rule, text: string, details: ErrorDetails): Ending => ({
  remedy,
  error: new ErrorType(text, { ...details, ...more }),
});

const sentence = (reason: string): string => (/[.!?]$/.test(reason) ? reason : `${reason}.`);
