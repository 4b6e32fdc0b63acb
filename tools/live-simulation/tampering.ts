import type { SocketEvents } from '@aai-connectors/core/streaming';
import type { Clock } from '@aai-connectors/stand-in/clock';
import { together } from './recognizer.ts';
import { identityOf } from './identity.ts';
import type { Random } from './random.ts';

/** What the service does with its messages on their way to the client; each is off by default. */
export interface Tampering {
  /** Formatted copies come after later messages, never, or with two words written as one. */
  readonly looseCopies?: boolean | undefined;
  /** `turn_order` starts from 0 again within a connection. */
  readonly restartedOrders?: boolean | undefined;
  /** The last turns of a session come after its `Termination`. */
  readonly lateLastTurns?: boolean | undefined;
  /** Share of turns behind which the connection breaks before their formatted copy comes. */
  readonly cutBeforeCopy?: number | undefined;
  /** Turns name the speaker of their first word. */
  readonly labels?: boolean | undefined;
  /** Speed at which the service processes audio, as a multiple of real time: messages about buffered audio come late. */
  readonly processingSpeed?: number | undefined;
}

export interface TamperingParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly tampering: Tampering;
  /** ms of audio that the connection has received. */
  readonly audioMs: () => number;
  /** Whether the client of the connection has sent `Terminate`. */
  readonly isTerminating: () => boolean;
  /** Breaks the connection. */
  readonly cut: () => void;
}

const NEVER_COPIED = 0.1;
const LATE_COPIED = 0.2;
const JOINED_COPIED = 0.15;

/** Longest delay of a formatted copy: longer than a client should wait for it, ms. */
const LATEST_COPY_MS = 8000;

/** Longest time from `Termination` to a turn that comes after it, ms. */
const LATEST_TURN_MS = 600;

/** Share of turns whose successor is number 0. */
const RESTARTED = 0.1;

/** Changes the messages of one connection. `events` receives them. */
export function tampered(
  events: SocketEvents,
  { clock, random, tampering, audioMs, isTerminating, cut }: TamperingParts,
): SocketEvents {
  const {
    looseCopies,
    restartedOrders,
    lateLastTurns,
    cutBeforeCopy = 0,
    labels,
    processingSpeed = Infinity,
  } = tampering;
  let isClosed = false;
  let firstOrder = 0;
  let newest = -1;
  const held: string[] = [];
  let end: (() => void) | undefined;
  let isTerminated = false;
  let openedAt = clock.now();
  /** When the service has processed what it received before the newest message. */
  let processedAt = 0;

  /** Does `task` when the service has processed the audio that it has received. */
  function whenProcessed(task: () => void): void {
    const now = clock.now();
    const isPending = processedAt > now;
    processedAt = Math.max(processedAt, openedAt + audioMs() / processingSpeed);
    if (processedAt > now || isPending) clock.schedule(processedAt - now, task);
    else task();
  }

  function deliver(data: string | Uint8Array): void {
    if (!isClosed) events.onMessage(data);
  }

  /** Delivers what was held back, then the close. */
  function releaseHeld(): void {
    for (const data of held.splice(0)) deliver(data);
    end?.();
  }

  function renumbered(data: string, order: number): string | undefined {
    if (order > newest) {
      if (newest >= 0 && random() < RESTARTED) firstOrder = order;
      newest = order;
    }
    // A service that restarts its count has forgotten its earlier turns.
    if (order < firstOrder) return undefined;
    return firstOrder === 0 ? data : data.replace(ORDER, `"turn_order":${order - firstOrder}`);
  }

  function onTurn(given: string, order: number): void {
    const isCopy = given.includes('"turn_is_formatted":true');
    const isEnd = given.includes('"end_of_turn":true');
    let data = restartedOrders === true ? renumbered(given, order) : given;
    if (data === undefined) return;
    if (labels === true) data = labelled(data);
    if (isCopy && looseCopies === true) {
      const dice = random();
      if (dice < NEVER_COPIED) return;
      if (random() < JOINED_COPIED) data = withJoinedWords(data, random);
      if (dice < NEVER_COPIED + LATE_COPIED) {
        const late = data;
        clock.schedule(random() * LATEST_COPY_MS, () => {
          if (order >= firstOrder) deliver(late);
        });
        return;
      }
    }
    const isLate = lateLastTurns === true && isTerminating() && !isTerminated;
    if (isLate && (isEnd || held.length > 0)) return void held.push(data);
    deliver(data);
    if (isEnd && !isCopy && random() < cutBeforeCopy) clock.schedule(1, cut);
  }

  function onMessage(data: string | Uint8Array): void {
    const order = typeof data === 'string' ? ORDER.exec(data)?.[1] : undefined;
    if (order !== undefined && (data as string).includes('"type":"Turn"')) return onTurn(data as string, Number(order));
    deliver(data);
    if (typeof data === 'string' && data.includes('"type":"Termination"')) {
      isTerminated = true;
      if (held.length > 0) clock.schedule(random() * LATEST_TURN_MS, releaseHeld);
    }
  }

  return {
    ...events,
    onOpen() {
      openedAt = clock.now();
      events.onOpen();
    },
    onMessage: (data) => whenProcessed(() => onMessage(data)),
    onClose(code, reason, status) {
      const close = (): void => {
        if (isClosed) return;
        if (isTerminated && held.length > 0) return void (end = close);
        isClosed = true;
        events.onClose(code, reason, status);
      };
      // A service that ends its session has processed everything; what breaks the connection does not wait.
      if (code === 1000 && processedAt > clock.now()) clock.schedule(processedAt - clock.now(), close);
      else close();
    },
  };
}

const ORDER = /"turn_order":(\d+)/;

interface WireWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

/** Writes two words of a formatted copy as one, as a formatter does with numbers. */
function withJoinedWords(data: string, random: Random): string {
  const turn = JSON.parse(data) as { words: WireWord[]; transcript: string };
  const at = Math.floor(random() * (turn.words.length - 1));
  const [first, second] = turn.words.slice(at, at + 2);
  if (first === undefined || second === undefined) return data;
  if (identityOf(first.confidence).part !== 1 || identityOf(second.confidence).part !== 1) return data;
  const asHeard = (word: WireWord) => ({ ...word, display: word.text, isFinal: true });
  const { text, start, end, confidence } = together(asHeard(first), asHeard(second));
  turn.words.splice(at, 2, { ...second, text, start, end, confidence });
  turn.transcript = turn.words.map((word) => word.text).join(' ');
  return JSON.stringify(turn);
}

function labelled(data: string): string {
  const speaker = /"speaker":"(\w+)"/.exec(data)?.[1];
  return speaker === undefined ? data : `${data.slice(0, -1)},"speaker_label":"${speaker}"}`;
}
