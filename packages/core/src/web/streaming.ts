import { streamingHostOf, type RegionOptions } from '../regions.ts';
import { connect, type Connect, type StreamingOptions } from '../streaming/connect.ts';
import type { StreamingIo } from '../streaming/host.ts';
import type { Encodings } from '../streaming/outgoing/encodings.ts';
import { type WebSocketConstructor, webDial, WITHOUT_PINGS } from './socket.ts';

export { isAssemblyAIError } from '../errors.ts';
export { explain, hintOf } from '../explain.ts';
export * from '../streaming/index.ts';
export { dialWith, type WebSocketConstructor, type WebSocketLike, webDial } from './socket.ts';

export interface WebStreamingOptions extends RegionOptions {
  /** Fetches a temporary token from your server. Called for each connection, because a token can be used once. */
  readonly token: () => string | Promise<string>;
  /** @default the platform's WebSocket */
  readonly WebSocket?: WebSocketConstructor | undefined;
  /**
   * Encodings other than PCM with which a session can reconnect, such as `opus` of
   * `@aai-connectors/core/streaming/opus`. @default none
   */
  readonly encodings?: Encodings | undefined;
  /** Overrides individual functions of the injected I/O. @default the platform's socket, clock and timers */
  readonly io?: Partial<StreamingIo> | undefined;
}

/**
 * Live transcription for web pages and workers that do not have the API key. Unused parts are not bundled: for whole
 * recordings, pass `connect` to `transcribeLive`; for channels, pass it to `connectChannels`.
 *
 * @throws BadInputError for an invalid region or host.
 */
export function createStreaming({ token, WebSocket, encodings, io, ...region }: WebStreamingOptions): {
  connect: Connect;
} {
  const options: StreamingOptions = {
    host: streamingHostOf(region),
    io: ioOf({ ...timers, dial: webDial(WebSocket) }, io),
    credentials: { token },
    defaults: WITHOUT_PINGS,
    encodings,
  };
  return { connect: (params, session) => connect(options, params, session) };
}

/** Replaces functions of `standard`. The wall clock of another clock is that clock. */
export const ioOf = (standard: StreamingIo, io: Partial<StreamingIo> = {}): StreamingIo => ({
  ...standard,
  ...(io.now && { wallNow: io.now }),
  ...io,
});

/** The platform's clocks and timers. */
export const timers: Omit<StreamingIo, 'dial'> = {
  schedule(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  // Bundlers keep a property access, so these are functions.
  now: () => performance.now(),
  wallNow: () => Date.now(),
  random: () => Math.random(),
};
