import { hostsOf, type RegionOptions } from '../regions.ts';
import { connect, type Connect, type StreamingOptions } from '../streaming/connect.ts';
import type { StreamingIo } from '../streaming/host.ts';
import { type WebSocketConstructor, webDial } from './socket.ts';

export { isAssemblyAIError } from '../errors.ts';
export { explain, hintOf } from '../explain.ts';
export * from '../streaming/index.ts';
export { type WebSocketConstructor, type WebSocketLike, webDial } from './socket.ts';

export interface WebStreamingOptions extends RegionOptions {
  /** Fetches a temporary token from your own server. Called for each connection: a token is good once. */
  readonly token: () => string | Promise<string>;
  /** @default the platform's own */
  readonly WebSocket?: WebSocketConstructor | undefined;
  /** Overrides single functions of the injected I/O. @default the platform's socket, clock and timers */
  readonly io?: Partial<StreamingIo> | undefined;
}

/**
 * Live transcription for pages and workers that do not know the API key. What is not used is not bundled: pass
 * `connect` on to `transcribeLive` for whole recordings, or to `connectChannels`.
 *
 * @throws BadInputError for a region or host that cannot work.
 */
export function createStreaming({ token, WebSocket, io, ...region }: WebStreamingOptions): { connect: Connect } {
  const options: StreamingOptions = {
    host: hostsOf(region).streaming,
    io: { ...timers, dial: webDial(WebSocket), ...io },
    credentials: { token },
  };
  return { connect: (params, session) => connect(options, params, session) };
}

/** The platform's clock and timers. */
export const timers: Omit<StreamingIo, 'dial'> = {
  schedule(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  now: Date.now,
  random: Math.random,
};
