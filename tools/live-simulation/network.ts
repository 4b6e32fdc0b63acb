import type { Dial, Socket } from '@aai-connectors/core/streaming';
import type { Clock } from '@aai-connectors/stand-in/clock';
import {
  type InMemoryConnection,
  inMemoryService,
  type Listener,
  type SessionFault,
  type SessionMishap,
} from '@aai-connectors/stand-in/live';
import { oneOf, type Random } from './random.ts';
import { type Tampering, tampered } from './tampering.ts';

/** What breaks a connection. */
export type Blow =
  | { readonly kind: 'code'; readonly code: number; readonly reason: string }
  /** Neither side is notified: nothing arrives any more, in both directions or in one. */
  | { readonly kind: 'half-open'; readonly way: 'both' | 'up' | 'down' }
  /** The service ends the session by itself: with the words so far and `Termination`, then code 1000. */
  | { readonly kind: 'terminated' };

/** What goes wrong when the next connection is opened. */
export type Hurdle =
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'no handshake' }
  | { readonly kind: 'slow Begin'; readonly ms: number }
  /** The connection breaks around the time of `Begin`. */
  | { readonly kind: 'cut at Begin' }
  | { readonly kind: 'no Begin' };

/** The live service behind a network that stalls and breaks. */
export interface Network {
  readonly dial: Dial;
  /** Breaks the connection that is open now, or the next one soon after it began. */
  strike(blow: Blow): void;
  /** Makes the next connection hard to open. */
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
  /** ms of audio that the service accepts ahead of real time. */
  readonly paceSlackMs: number;
  /** Browsers have none. */
  readonly pings: boolean;
  /** Faults of the next session. */
  readonly faults: () => readonly SessionFault[];
  /** Share of broken connections whose successor breaks while it repeats audio. @default 0 */
  readonly cutAgain?: number | undefined;
  readonly tampering?: Tampering | undefined;
}

/** How long a blow waits that found no connection, ms. */
const SOON_MS = 3000;

/** Within this time, a new connection repeats what the last one may not have recognized, ms. */
const OVERLAP_MS = 1500;

/** From the handshake to the time after `Begin` at which {@link Hurdle} `cut at Begin` breaks a connection, ms. */
const AROUND_BEGIN_MS = 120;

/** Share of messages that the network delays, and for how long at most, ms. */
const STALLED = 0.01;
const STALL_MS = 2000;

/** From the sound to the words, ms: different for each session. */
const LATENCY_MS = [200, 900] as const;

export function createNetwork(options: NetworkOptions): Network {
  const { clock, listener, random, paceSlackMs, pings, faults, cutAgain = 0, tampering } = options;
  let broken = 0;
  let darkUntil = 0;
  let newest: InMemoryConnection | undefined;
  /** The newest connection, until it is struck. */
  let target: InMemoryConnection | undefined;
  const sockets = new WeakMap<InMemoryConnection, Socket>();
  const waiting: { readonly blow: Blow; readonly withinMs: number }[] = [];
  const nextHurdles: Hurdle[] = [];
  const hurdles = new Map<number, Hurdle>();

  const service = inMemoryService({
    clock,
    listener,
    pings,
    delayMs() {
      const stall = random() < STALLED ? random() * STALL_MS : 0;
      return 15 + random() * 60 + stall;
    },
    atConnect(number) {
      const hurdle = nextHurdles.shift();
      // Some systems report at once that there is no network, others try forever.
      if (clock.now() < darkUntil) return random() < 0.5 ? 'hang' : 'drop';
      if (hurdle !== undefined) hurdles.set(number, hurdle);
      return handshakeFault(hurdle);
    },
    session: (number) => ({
      paceSlackMs,
      latencyMs: Math.round(LATENCY_MS[0] + random() * (LATENCY_MS[1] - LATENCY_MS[0])),
      faults: [...faults(), ...beginFaults(hurdles.get(number))],
    }),
    onConnect(connection) {
      newest = connection;
      target = connection;
      if (hurdles.get(connection.number)?.kind === 'cut at Begin') {
        clock.schedule(random() * AROUND_BEGIN_MS, () => connection.cut());
      }
      const next = waiting.shift();
      if (next !== undefined) clock.schedule(random() * next.withinMs, () => strike(next.blow));
    },
  });

  const dial: Dial = (request, events) => {
    if (tampering === undefined) return remembered(service.dial(request, events));
    const number = service.connections.length;
    const connection = (): InMemoryConnection => service.connections[number]!;
    const parts = {
      clock,
      random,
      tampering,
      audioMs: () => connection().audioMs,
      isTerminating: () => connection().texts.some(({ type }) => type === 'Terminate'),
      cut: () => {
        if (target === connection()) strike({ kind: 'code', code: 1006, reason: '' });
      },
    };
    return remembered(service.dial(request, tampered(events, parts)));
  };

  function remembered(socket: Socket): Socket {
    sockets.set(service.connections.at(-1)!, socket);
    return socket;
  }

  function strike(blow: Blow): void {
    if (target?.isOpen !== true) return void waiting.push({ blow, withinMs: SOON_MS });
    const connection = target;
    target = undefined;
    broken++;
    if (cutAgain > 0 && random() < cutAgain) waiting.unshift({ blow: blowOf(random), withinMs: OVERLAP_MS });
    if (blow.kind === 'terminated') sockets.get(connection)?.send('{"type":"Terminate"}');
    else if (blow.kind === 'half-open') connection.freeze(...(blow.way === 'both' ? [] : [blow.way]));
    else if (blow.code === 1006) connection.cut(blow.code, blow.reason);
    else connection.close(blow.code, blow.reason);
  }

  return {
    dial,
    strike,
    hinder: (hurdle) => void nextHurdles.push(hurdle),
    blackout(ms) {
      darkUntil = clock.now() + ms;
      if (newest?.isOpen === true) newest.freeze();
    },
    get connections() {
      return service.connections.length;
    },
    get broken() {
      return broken;
    },
    get heardMs() {
      return service.connections.reduce((sum, { audioMs }) => sum + audioMs, 0);
    },
  };
}

function handshakeFault(hurdle: Hurdle | undefined): SessionMishap | undefined {
  if (hurdle?.kind === 'refused') return { status: hurdle.status };
  return hurdle?.kind === 'no handshake' ? 'hang' : undefined;
}

function beginFaults(hurdle: Hurdle | undefined): readonly SessionFault[] {
  if (hurdle?.kind === 'slow Begin') return [{ at: 'begin', do: { slowMs: hurdle.ms } }];
  return hurdle?.kind === 'no Begin' ? [{ at: 'begin', do: 'hang' }] : [];
}

/** Codes and reasons with which a service, a proxy or a network ends a connection that can be opened again. */
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
