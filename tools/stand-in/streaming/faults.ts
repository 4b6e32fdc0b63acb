import { Refusal } from '../http.ts';
import { ENDING_NAMES, type EndingName } from './endings.ts';

/** When a fault strikes a session. */
export type SessionMoment =
  /** Before the handshake is answered. */
  | 'connect'
  /** Just before `Begin`. */
  | 'begin'
  /** With the message that brings so many bytes of audio. */
  | { readonly bytes: number }
  /** Before the service's message of this number, counted from 1 behind `Begin`. */
  | { readonly message: number }
  /** So many milliseconds after the handshake. */
  | { readonly ms: number };

/** What happens then. */
export type SessionMishap =
  | 'drop'
  | 'half-open'
  | 'hang'
  | 'bad-json'
  | 'binary'
  | 'unknown-type'
  | 'duplicate-turn'
  | 'out-of-order'
  | 'unformatted'
  | 'error-message'
  | { readonly slowMs: number }
  | { readonly status: number }
  | { readonly end: EndingName }
  | { readonly close: number; readonly reason?: string | undefined };

export interface SessionFault {
  /** Which session it strikes, counted from 1 by upgrade requests; each where left out. */
  readonly session?: number | undefined;
  readonly at: SessionMoment;
  readonly do: SessionMishap;
}

/** Everything that can go wrong with a session. */
export const SESSION_MISHAPS: Readonly<Record<string, string>> = {
  drop: 'The connection breaks; at "connect" without an answer to the handshake.',
  'half-open': 'Nothing comes any more, no pong either, and nobody says so.',
  hang: 'The handshake is never answered (at "connect"), or Begin never comes (at "begin").',
  'bad-json': 'A message that is no JSON.',
  binary: 'A binary message.',
  'unknown-type': 'A message of a type that is not documented.',
  'error-message': 'A message with an error and no type.',
  'duplicate-turn': 'The next turn message comes twice.',
  'out-of-order': 'The next two messages change places.',
  unformatted: 'Formatted copies of turns are never sent again.',
  '{"slowMs": N}': 'The handshake is answered N ms later (at "connect"), or Begin comes N ms later (at "begin").',
  '{"status": N}': 'The handshake is refused with this HTTP status (at "connect").',
  '{"end": NAME}': `The service ends the session as documented, with its own code and words: ${ENDING_NAMES.join(', ')}.`,
  '{"close": CODE, "reason": TEXT}': 'The service ends the session with any code.',
};

/** What can happen before there is a session. */
const AT_CONNECT: ReadonlySet<unknown> = new Set(['drop', 'half-open', 'hang']);

/** Which session suffers what. */
export interface SessionFaultDesk {
  /** @throws Refusal for a fault that is not known. */
  add(fault: SessionFault): void;
  clear(): void;
  of(session: number): readonly SessionFault[];
  all(): readonly SessionFault[];
}

export function createSessionFaults(): SessionFaultDesk {
  let faults: SessionFault[] = [];
  return {
    add(fault) {
      faults.push(checked(fault));
    },
    clear() {
      faults = [];
    },
    of: (session) => faults.filter((fault) => fault.session === undefined || fault.session === session),
    all: () => faults,
  };
}

type Members = Readonly<Record<string, unknown>>;
const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {});
const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** Codes that a side may send. Source: RFC 6455 section 7.4, and the registry it opened. */
const isCode = (value: unknown): boolean =>
  typeof value === 'number' &&
  Number.isInteger(value) &&
  ((value >= 1000 && value <= 1014 && ![1004, 1005, 1006].includes(value)) || (value >= 3000 && value <= 4999));
const isStatus = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 300 && value <= 599;

function checked(fault: unknown): SessionFault {
  const { at, do: mishap, session } = membersOf(fault);
  const isMoment =
    at === 'connect' || at === 'begin' || ['bytes', 'message', 'ms'].some((unit) => isCount(membersOf(at)[unit]));
  const { slowMs, status, close, reason, end } = membersOf(mishap);
  const isMishap =
    (typeof mishap === 'string' && Object.hasOwn(SESSION_MISHAPS, mishap) && !mishap.startsWith('{')) ||
    (isCount(slowMs) && (at === 'connect' || at === 'begin')) ||
    (isStatus(status) && at === 'connect') ||
    ENDING_NAMES.includes(end as EndingName) ||
    (isCode(close) && (reason === undefined || typeof reason === 'string'));
  const isPossible = at !== 'connect' || typeof mishap !== 'string' || AT_CONNECT.has(mishap);
  const isTimely = mishap !== 'hang' || at === 'connect' || at === 'begin';
  if (isMoment && isMishap && isPossible && isTimely && (session === undefined || isCount(session))) {
    return fault as SessionFault;
  }
  throw new Refusal(
    400,
    `A session fault is {"session"?: N, "at": "connect" | "begin" | {"bytes" | "message" | "ms": N}, "do": one of ${Object.keys(SESSION_MISHAPS).join(', ')}}, where each may strike.`,
  );
}
