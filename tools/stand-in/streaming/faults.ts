import { Refusal } from '../http.ts';
import { ENDING_NAMES, type EndingName } from './endings.ts';

/** When a fault affects a session. */
export type SessionMoment =
  /** Before the response to the handshake. */
  | 'connect'
  /** Right before `Begin`. */
  | 'begin'
  /** When the session has received this many bytes of audio. */
  | { readonly bytes: number }
  /** Before the message of this number from the service, counted from 1 after `Begin`. */
  | { readonly message: number }
  /** This many milliseconds after the handshake. */
  | { readonly ms: number };

/** The effect of a fault. */
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
  /** Number of the session, counted from 1 by upgrade requests. All sessions, if left out. */
  readonly session?: number | undefined;
  readonly at: SessionMoment;
  readonly do: SessionMishap;
}

/** Effects by name, with the descriptions that the control page shows. */
export const SESSION_MISHAPS: Readonly<Record<string, string>> = {
  drop: 'Drops the connection. At "connect", does not respond to the handshake.',
  'half-open': 'Stops sending anything, including pongs, without closing the connection.',
  hang: 'Never responds to the handshake (at "connect"), or never sends Begin (at "begin").',
  'bad-json': 'Sends a message that is not valid JSON.',
  binary: 'Sends a binary message.',
  'unknown-type': 'Sends a message of an undocumented type.',
  'error-message': 'Sends a message with an error and no type.',
  'duplicate-turn': 'Sends the next turn message twice.',
  'out-of-order': 'Swaps the next two messages.',
  unformatted: 'Stops sending formatted copies of turns.',
  '{"slowMs": N}': 'Delays the handshake by N ms (at "connect"), or Begin by N ms (at "begin").',
  '{"status": N}': 'Rejects the handshake with this HTTP status (at "connect").',
  '{"end": NAME}': `Closes the session with the documented code and reason of: ${ENDING_NAMES.join(', ')}.`,
  '{"close": CODE, "reason": TEXT}': 'Closes the session with any code and reason.',
};

/** Effects that are possible before the session exists. */
const AT_CONNECT: ReadonlySet<unknown> = new Set(['drop', 'half-open', 'hang']);

/** Decides which session gets which fault. */
export interface SessionFaultDesk {
  /** @throws Refusal for an invalid fault. */
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
    `Invalid session fault. Send {"session"?: N, "at": "connect" | "begin" | {"bytes" | "message" | "ms": N}, "do": one of ${Object.keys(SESSION_MISHAPS).join(', ')}}. Some effects work only at the moment that their description names.`,
  );
}
