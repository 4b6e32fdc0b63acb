import { sleep } from 'n8n-workflow';
import { dialWith, type StreamingIo, type WebSocketConstructor } from '../core.ts';

/** The WebSocket of the runtime. Node has one since version 22, which n8n 2 requires. */
const platform = typeof WebSocket === 'undefined' ? undefined : (WebSocket as WebSocketConstructor);

const dial = dialWith(platform, (task, ms, code, reason) => sleep(ms).then(() => task(code, reason)));

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
