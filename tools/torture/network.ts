import type { Dial, SocketEvents } from '@aai-connectors/core/streaming';
import { createServiceSession, type MarkedWord, markedListener } from '../stand-in/index.ts';
import type { FastClock } from './clock.ts';

/** One thing that goes wrong. */
export type Blow =
  | { readonly kind: 'cut'; readonly code: number; readonly reason: string }
  | { readonly kind: 'half-open' }
  | { readonly kind: 'refused'; readonly status: number };

/** The service and the way to it, without a socket. */
export interface Network {
  readonly dial: Dial;
  /** Strikes the connection that is open now, or the next one. */
  strike(blow: Blow): void;
  /** Makes the next connections say `Begin` so much later, ms. */
  slowBegin(ms: number, connections: number): void;
  /** Takes the network away, ms. */
  blackout(ms: number): void;
  readonly connections: number;
  /** ms of audio that the service received in all. */
  readonly heardMs: number;
}

export interface NetworkOptions {
  readonly clock: FastClock;
  readonly words: readonly MarkedWord[];
  readonly random: () => number;
  /** ms of audio that the service takes ahead of real time. */
  readonly paceSlackMs: number;
}

export function createNetwork({ clock, words, random, paceSlackMs }: NetworkOptions): Network {
  let connections = 0;
  let heardMs = 0;
  let strikeNow: ((blow: Blow) => void) | undefined;
  const queued: Blow[] = [];
  let slow = { ms: 0, left: 0 };
  let darkUntil = 0;

  const dial: Dial = ({ url }, events: SocketEvents) => {
    connections++;
    let alive = true;
    let mute = false;
    /** Nothing overtakes anything on one connection. */
    let upAt = 0;
    let downAt = 0;
    const travel = (): number => 15 + random() * 60;
    const up = (task: () => void): void => {
      upAt = Math.max(upAt, clock.now() + travel());
      clock.schedule(upAt - clock.now(), () => {
        if (alive && !mute) task();
      });
    };
    const down = (task: () => void): void => {
      downAt = Math.max(downAt, clock.now() + travel());
      clock.schedule(downAt - clock.now(), () => {
        if (alive && !mute) task();
      });
    };
    const end = (code: number, reason: string, status?: number): void => {
      if (!alive) return;
      alive = false;
      if (strikeNow === suffer) strikeNow = undefined;
      heardMs += session?.log.audioMs ?? 0;
      session?.gone(code, reason);
      events.onClose(code, reason, status);
    };

    let session: ReturnType<typeof createServiceSession> | undefined;
    function suffer(blow: Blow): void {
      if (blow.kind === 'half-open') mute = true;
      else if (blow.kind === 'cut') end(blow.code, blow.reason);
      else queued.push(blow);
      if (blow.kind !== 'refused') strikeNow = undefined;
    }

    const refusal = queued[0]?.kind === 'refused' ? queued.shift() : undefined;
    up(() => {
      if (clock.now() < darkUntil) return end(1006, 'ENETUNREACH');
      if (refusal?.kind === 'refused') return end(1006, '', refusal.status);
      events.onOpen();
      const beginMs = slow.left > 0 ? slow.ms : 0;
      slow.left--;
      session = createServiceSession(
        {
          send: (data) => down(() => events.onMessage(data)),
          close: (code, reason) => down(() => end(code, reason)),
          destroy: () => end(1006, ''),
          freeze: () => (mute = true),
        },
        Object.fromEntries(new URL(url).searchParams),
        {
          clock,
          listener: markedListener(words),
          paceSlackMs,
          faults: beginMs > 0 ? [{ at: 'begin', do: { slowMs: beginMs } }] : [],
        },
      );
      const next = queued.shift();
      if (next === undefined) strikeNow = suffer;
      else clock.schedule(200, () => suffer(next));
    });

    return {
      send(data) {
        const copy = typeof data === 'string' ? data : data.slice();
        up(() => session?.receive(copy));
      },
      close: () => up(() => end(1000, '')),
      drop() {
        heardMs += alive ? (session?.log.audioMs ?? 0) : 0;
        if (alive) session?.gone(1006, '');
        alive = false;
        if (strikeNow === suffer) strikeNow = undefined;
      },
      buffered: 0,
      ping: () => up(() => down(() => events.onPong())),
    };
  };

  return {
    dial,
    strike(blow) {
      if (strikeNow === undefined || blow.kind === 'refused') queued.push(blow);
      else strikeNow(blow);
    },
    slowBegin(ms, count) {
      slow = { ms, left: count };
    },
    blackout(ms) {
      darkUntil = clock.now() + ms;
      strikeNow?.({ kind: 'cut', code: 1006, reason: '' });
    },
    get connections() {
      return connections;
    },
    get heardMs() {
      return heardMs;
    },
  };
}
