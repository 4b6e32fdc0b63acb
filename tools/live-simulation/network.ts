import type { Dial, SocketEvents } from '@aai-connectors/core/streaming';
import { type Clock, createServiceSession, type Listener, type SessionFault } from '@aai-connectors/stand-in';
import { oneOf, type Random } from './random.ts';

/** What breaks a connection. */
export type Blow =
  | { readonly kind: 'code'; readonly code: number; readonly reason: string }
  /** Nobody says so: nothing arrives any more, on both ways or on one. */
  | { readonly kind: 'half-open'; readonly way: 'both' | 'up' | 'down' };

/** What stands in the way of the next connection. */
export type Hurdle =
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'no handshake' }
  | { readonly kind: 'slow Begin'; readonly ms: number }
  | { readonly kind: 'no Begin' };

/** The service and the way to it, without a socket. */
export interface Network {
  readonly dial: Dial;
  /** Breaks the connection that is open now, or the next one soon after it began. */
  strike(blow: Blow): void;
  hinder(hurdle: Hurdle): void;
  /** Takes the network away, ms. */
  blackout(ms: number): void;
  readonly connections: number;
  /** Connections that were broken while they worked. */
  readonly broken: number;
  /** ms of audio that the service received in all. */
  readonly heardMs: number;
}

export interface NetworkOptions {
  readonly clock: Clock;
  readonly listener: Listener;
  readonly random: Random;
  /** ms of audio that the service takes ahead of real time. */
  readonly paceSlackMs: number;
  /** Browsers have none. */
  readonly pings: boolean;
  /** What else is wrong with a connection. */
  readonly faults: () => readonly SessionFault[];
}

/** Bytes that a system takes from a program although nothing leaves any more. */
const KERNEL_BYTES = 64 * 1024;

/** How long a blow waits that found no connection, ms. */
const SOON_MS = 3000;

/** Share of messages that the network holds up, and for how long at most, ms. */
const STALLED = 0.01;
const STALL_MS = 2000;

/** From the sound to the words, ms: another one for each session. */
const LATENCY_MS = [200, 900] as const;

export function createNetwork({ clock, listener, random, paceSlackMs, pings, faults }: NetworkOptions): Network {
  let connections = 0;
  let broken = 0;
  let heardMs = 0;
  let darkUntil = 0;
  let live: ((blow: Blow) => void) | undefined;
  let goDark: (() => void) | undefined;
  const waiting: Blow[] = [];
  const hurdles: Hurdle[] = [];

  const dial: Dial = ({ url }, events: SocketEvents) => {
    connections++;
    let alive = true;
    const deaf = { up: false, down: false };
    let stuckBytes = 0;
    let session: ReturnType<typeof createServiceSession> | undefined;
    /** Nothing overtakes anything on one connection. */
    const lanes = { up: 0, down: 0 };
    const carry = (way: 'up' | 'down', task: () => void): void => {
      const stall = random() < STALLED ? random() * STALL_MS : 0;
      lanes[way] = Math.max(lanes[way], clock.now() + 15 + random() * 60 + stall);
      clock.schedule(lanes[way] - clock.now(), () => {
        if (alive && !deaf[way]) task();
      });
    };
    const leave = (code: number, reason: string): void => {
      if (live === suffer) live = undefined;
      if (goDark === vanish) goDark = undefined;
      if (session?.log.ended === undefined) session?.gone(code, reason);
      heardMs += session?.log.audioMs ?? 0;
      session = undefined;
    };
    const end = (code: number, reason: string, status?: number): void => {
      if (!alive) return;
      alive = false;
      leave(code, reason);
      events.onClose(code, reason, status);
    };
    const vanish = (): void => {
      deaf.up = true;
      deaf.down = true;
    };

    function suffer(blow: Blow): void {
      live = undefined;
      broken++;
      if (blow.kind === 'half-open') {
        if (blow.way !== 'down') deaf.up = true;
        if (blow.way !== 'up') deaf.down = true;
      } else if (blow.code === 1006) {
        end(blow.code, blow.reason);
      } else {
        // What was said before the goodbye still arrives; what was heard and not yet said never does.
        leave(blow.code, blow.reason);
        carry('down', () => end(blow.code, blow.reason));
      }
    }

    const hurdle = hurdles.shift();
    const isDark = clock.now() < darkUntil;
    // Some systems say at once that there is no network, others try for ever.
    if (isDark && random() < 0.5) vanish();
    carry('up', () => {
      if (isDark) return end(1006, 'ENETUNREACH');
      if (hurdle?.kind === 'refused') return end(1006, '', hurdle.status);
      if (hurdle?.kind === 'no handshake') return;
      events.onOpen();
      session = createServiceSession(
        {
          send: (data) => carry('down', () => events.onMessage(data)),
          close: (code, reason) => carry('down', () => end(code, reason)),
          destroy: () => end(1006, ''),
          freeze: vanish,
        },
        Object.fromEntries(new URL(url).searchParams),
        {
          clock,
          listener,
          paceSlackMs,
          latencyMs: Math.round(LATENCY_MS[0] + random() * (LATENCY_MS[1] - LATENCY_MS[0])),
          faults: [
            ...faults(),
            ...(hurdle?.kind === 'slow Begin' ? ([{ at: 'begin', do: { slowMs: hurdle.ms } }] as const) : []),
            ...(hurdle?.kind === 'no Begin' ? ([{ at: 'begin', do: 'hang' }] as const) : []),
          ],
        },
      );
      goDark = vanish;
      live = suffer;
      const next = waiting.shift();
      if (next !== undefined) clock.schedule(random() * SOON_MS, () => strike(next));
    });

    return {
      send(data) {
        // What is not confirmed stays here, also if it arrived: the confirmation takes the other way.
        if (deaf.up || deaf.down) stuckBytes += data.length;
        const copy = typeof data === 'string' ? data : data.slice();
        carry('up', () => session?.receive(copy));
      },
      close: () => carry('up', () => end(1000, '')),
      drop() {
        if (!alive) return;
        alive = false;
        leave(1006, '');
      },
      get buffered() {
        return Math.max(0, stuckBytes - KERNEL_BYTES);
      },
      ...(pings && { ping: () => carry('up', () => carry('down', () => events.onPong())) }),
    };
  };

  function strike(blow: Blow): void {
    if (live === undefined) waiting.push(blow);
    else live(blow);
  }

  return {
    dial,
    strike,
    hinder: (hurdle) => void hurdles.push(hurdle),
    blackout(ms) {
      darkUntil = clock.now() + ms;
      goDark?.();
    },
    get connections() {
      return connections;
    },
    get broken() {
      return broken;
    },
    get heardMs() {
      return heardMs;
    },
  };
}

/** Codes and words with which a service, a proxy or a network ends a connection that can be opened again. */
const CODES: readonly (readonly [number, string])[] = [
  [1000, ''],
  [1001, ''],
  [1005, ''],
  [1006, ''],
  [1011, ''],
  [1012, 'Service Restart'],
  [1013, 'Try Again Later'],
  [1014, 'Bad Gateway'],
  [3005, 'Session Cancelled: An error occurred'],
  [3005, 'Session Expired: Maximum session duration exceeded'],
  [3008, 'Session Expired: Maximum session duration exceeded'],
  [1008, 'Unauthorized connection: Too many concurrent sessions'],
  [3009, 'Unauthorized Connection: Too many concurrent sessions'],
];

export function blowOf(random: Random): Blow {
  const dice = random();
  if (dice < 0.25) return { kind: 'half-open', way: oneOf(random, ['both', 'up', 'down'] as const) };
  // Any other code of the private range.
  if (dice < 0.35) return { kind: 'code', code: 4100 + Math.floor(random() * 900), reason: '' };
  const [code, reason] = oneOf(random, CODES);
  return { kind: 'code', code, reason };
}

export function hurdleOf(random: Random): Hurdle | undefined {
  const dice = random();
  if (dice < 0.2) return { kind: 'slow Begin', ms: 500 + Math.round(random() * 9500) };
  if (dice < 0.25) return { kind: 'no Begin' };
  if (dice < 0.3) return { kind: 'no handshake' };
  if (dice < 0.4) return { kind: 'refused', status: oneOf(random, [429, 500, 502, 503]) };
  return undefined;
}
