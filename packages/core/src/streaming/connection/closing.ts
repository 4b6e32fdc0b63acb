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
 * What to do about the end of a connection.
 * - `again`: open a new one after a pause.
 * - `now`: open a new one at once; nothing is wrong.
 * - `slower`: open a new one, and let none run as far ahead of real time as this one.
 * - `never`: another try would end the same way.
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
  readonly make: (text: string, details: ErrorDetails) => AssemblyAIError;
}

const KEY_HINT = 'Check the API key or, with tokens, that each connection gets a fresh one.';

/**
 * Reasons come first: between 2025 and 2026 the service changed its codes and kept its words. They count by their
 * beginning, for some of them go on with what the client itself has sent.
 * Source: contract `streaming.md` section 10.
 */
const RULES: readonly Rule[] = [
  { reason: /^invalid (message|json)/i, codes: [3006], remedy: 'never', make: protocol },
  {
    reason: /^(unauthorized connection: )?too many concurrent/i,
    codes: [3009],
    remedy: 'again',
    make: (text, details) =>
      new RateLimitedError(text, { ...details, hint: 'End sessions that nobody needs, or ask for a higher limit.' }),
  },
  { reason: /^(session expired|maximum session duration)/i, codes: [3008], remedy: 'now', make: server },
  { reason: /^audio transmission rate/i, remedy: 'slower', make: protocol },
  { reason: /^input duration/i, remedy: 'never', make: protocol },
  { reason: /^session cancelled/i, remedy: 'again', make: server },
  {
    reason: /inactiv|idle/i,
    remedy: 'never',
    make: (text, details) =>
      new TimeoutError(text, { ...details, retryable: false, hint: 'No audio came for as long as was allowed.' }),
  },
  {
    reason: /insufficient|balance|payment|disabled|upgrade/i,
    remedy: 'never',
    make: (text, details) => new AuthenticationError(text, { ...details, hint: 'Look at the billing of the account.' }),
  },
  // The next connection has a fresh one.
  { reason: /token.*expired|expired.*token/i, remedy: 'again', make: unauthorized },
  { reason: /unauthorized|authorization|authentication|token|api key/i, remedy: 'never', make: unauthorized },
  { codes: [1008, 4001, 4002, 4003], remedy: 'never', make: unauthorized },
  { codes: [1002, 1003, 1007, 1009, 3007], remedy: 'never', make: protocol },
  { codes: [1011, 3005], remedy: 'again', make: server },
];

function server(text: string, details: ErrorDetails): AssemblyAIError {
  return new ServerError(text, details);
}
function protocol(text: string, details: ErrorDetails): AssemblyAIError {
  return new ProtocolError(text, details);
}
function unauthorized(text: string, details: ErrorDetails): AssemblyAIError {
  return new AuthenticationError(text, { ...details, hint: KEY_HINT });
}

/** Text of a close frame that says where the reason is: it has room for 123 bytes only. */
const POINTER = /error message/i;

/**
 * Why the service, or the network, ended a connection.
 *
 * @param complaint an error message that came just before. It is the reason where the close frame has none: what the
 *   service complained of need not be what it ended for.
 */
export function endingOf(
  code: number,
  reason: string,
  { complaint, ...known }: { readonly complaint?: string | undefined; readonly sessionId?: string | undefined } = {},
): Ending {
  const closeReason = reason === '' || POINTER.test(reason) ? (complaint ?? reason) : reason;
  const details: ErrorDetails = { operation: 'streaming', closeCode: code, closeReason, ...known };
  const rule =
    RULES.find((one) => one.reason?.test(closeReason) === true) ??
    RULES.find(({ codes }) => codes?.includes(code) === true);
  const said = closeReason === '' ? `Streaming ended with code ${code}.` : sentence(closeReason);
  if (rule !== undefined) return { remedy: rule.remedy, error: rule.make(said, details) };
  const text = closeReason === '' ? `The streaming connection broke (code ${code}).` : said;
  return { remedy: 'again', error: new NetworkError(text, details) };
}

/** Why the handshake was refused, by its HTTP status. */
export function refusalOf(status: number): Ending {
  const details: ErrorDetails = { operation: 'streaming', status };
  const text = `The streaming connection was refused with status ${status}.`;
  if (status === 401 || status === 403) return { remedy: 'never', error: unauthorized(text, details) };
  if (status === 429) return { remedy: 'again', error: new RateLimitedError(text, details) };
  if (status >= 500) return { remedy: 'again', error: server(text, details) };
  const hint = 'Check the streaming host.';
  return { remedy: 'never', error: new BadInputError(text, { ...details, hint }) };
}

const sentence = (reason: string): string => (/[.!?]$/.test(reason) ? reason : `${reason}.`);
