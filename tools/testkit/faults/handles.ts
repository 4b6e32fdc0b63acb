import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What a call left behind that keeps a process alive. */
export interface Left {
  /** Timers that have neither fired nor been cleared, and for which a process would wait. */
  readonly timers: number;
  /** Client sockets that hold the event loop open. An idle one in a pool does not. */
  readonly sockets: number;
}

/** Counts exactly what the calls of a client leave behind, whatever else runs in the process. */
export interface HandleWatch {
  /** Runs `call`; everything that it sets off, however late, is counted. */
  during<T>(call: () => Promise<T>): Promise<T>;
  /** What is left once the sockets that are still closing have had their time. */
  left(): Promise<Left>;
  /** Forgets the timers so far, so that one call's leftovers do not count for the next. */
  forget(): void;
  close(): void;
}

/** Real milliseconds within which a connection that was given up must be gone. */
const CLOSING_MS = 200;

/** Counts timers of the calls, and the sockets to `port`. Replaces the global timers until it is closed. */
export function watchHandles(port: number): HandleWatch {
  const calls = new AsyncLocalStorage<object>();
  const timers = new Set<NodeJS.Timeout>();
  const sockets = new Set<Socket>();
  const original = { setTimeout, clearTimeout, setInterval, clearInterval };

  function counted(thisSetTimeout: typeof setTimeout): typeof setTimeout {
    const set = (task: (...given: unknown[]) => void, ms?: number, ...given: unknown[]): NodeJS.Timeout => {
      const timer: NodeJS.Timeout = thisSetTimeout(() => {
        timers.delete(timer);
        task(...given);
      }, ms);
      if (calls.getStore() !== undefined) timers.add(timer);
      return timer;
    };
    return Object.assign(set, thisSetTimeout);
  }
  globalThis.setTimeout = counted(original.setTimeout);
  globalThis.clearTimeout = (timer) => {
    if (typeof timer === 'object') timers.delete(timer);
    original.clearTimeout(timer);
  };
  globalThis.setInterval = Object.assign((task: () => void, ms?: number): NodeJS.Timeout => {
    const timer = original.setInterval(task, ms);
    if (calls.getStore() !== undefined) timers.add(timer);
    return timer;
  }, original.setInterval);
  globalThis.clearInterval = (timer) => {
    if (typeof timer === 'object') timers.delete(timer);
    original.clearInterval(timer);
  };
  const onSocket = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket };
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  subscribe('net.client.socket', onSocket);

  const holding = (): number => [...sockets].filter((socket) => socket.remotePort === port && holdsOpen(socket)).length;
  return {
    during: (call) => calls.run({}, call),
    async left() {
      for (let waitedMs = 0; waitedMs < CLOSING_MS && holding() > 0; waitedMs += 2) await wait(2);
      return { timers: [...timers].filter((timer) => timer.hasRef()).length, sockets: holding() };
    },
    forget: () => timers.clear(),
    close() {
      Object.assign(globalThis, original);
      unsubscribe('net.client.socket', onSocket);
    },
  };
}

/** Whether the socket keeps the event loop alive; Node shows that only at its inner handle. */
function holdsOpen(socket: Socket): boolean {
  const handle = Reflect.get(socket, '_handle') as { readonly hasRef?: () => boolean } | null | undefined;
  return !socket.destroyed && handle?.hasRef?.() === true;
}
