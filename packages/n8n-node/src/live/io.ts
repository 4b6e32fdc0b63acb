import { sleep } from 'n8n-workflow';
import { dialWith, type StreamingIo, type WebSocketConstructor } from '../core.ts';

/** Node's WebSocket takes headers, unlike that of browsers. Node has one since version 22, which n8n 2 requires. */
const NodeWebSocket = (typeof WebSocket === 'undefined' ? undefined : WebSocket) as
  (new (url: string, options: { readonly headers: Readonly<Record<string, string>> }) => WebSocket) | undefined;

const dial: StreamingIo['dial'] = (request, events) => {
  const platform =
    NodeWebSocket &&
    class extends NodeWebSocket {
      constructor(url: string) {
        super(url, { headers: request.headers });
      }
    };
  const open = dialWith(platform as WebSocketConstructor | undefined, (task, ms, code, reason) =>
    sleep(ms).then(() => task(code, reason)),
  );
  return open(request, events);
};

/** Sockets, clock and timers. n8n's scanner allows no timers but its own. */
export const liveIo: StreamingIo = {
  dial,
  schedule(ms, task) {
    const stop = new AbortController();
    void pause(ms, stop.signal).then((isOver) => {
      if (isOver) task();
    });
    return () => stop.abort();
  },
  now: () => performance.now(),
  wallNow: () => Date.now(),
  random: () => Math.random(),
};

/** Waits `ms`. @returns whether the time is over, rather than that `signal` fired */
export const pause = (ms: number, signal: AbortSignal): Promise<boolean> =>
  sleep(ms, signal).then(
    () => !signal.aborted,
    () => false,
  );
