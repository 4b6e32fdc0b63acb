import { hostsFrom, type RegionOptions } from '../regions.ts';
import { connect, type Connect, type StreamingOptions } from '../streaming/connect.ts';
import type { StreamingIo } from '../streaming/host.ts';
import type { SessionParts } from '../streaming/options.ts';
import { type WebSocketConstructor, webDial, WITHOUT_PINGS } from './socket.ts';

export { isAssemblyAIError } from '../errors.ts';
export { explain, hintOf } from '../explain.ts';
export * from '../streaming/index.ts';
export { dialWith, type WebSocketConstructor, type WebSocketLike, webDial } from './socket.ts';

/** Without the hosts that live sessions do not need. */
const STREAMING_HOSTS = {
  us: { streaming: 'https://streaming.assemblyai.com' },
  eu: { streaming: 'https://streaming.eu.assemblyai.com' },
};

export interface WebStreamingOptions extends RegionOptions, SessionParts {
  /** Fetches a temporary token from your server. Called for each connection, because a token can be used once. */
  readonly token: () => string | Promise<string>;
  /** @default the platform's WebSocket */
  readonly WebSocket?: WebSocketConstructor | undefined;
  /** Overrides individual functions of the injected I/O. @default the platform's socket, clock and timers */
  readonly io?: Partial<StreamingIo> | undefined;
}

/**
 * Live transcription for web pages and workers that do not have the API key. Unused parts are not bundled: for whole
 * recordings, pass `connect` to `transcribeLive`; for channels, pass it to `connectChannels`.
 *
 * @throws BadInputError for an invalid region or host.
 */
export function createStreaming({ token, WebSocket, encodings, createSpeakers, io, ...region }: WebStreamingOptions): {
  connect: Connect;
} {
  const options: StreamingOptions = {
    host: hostsFrom(STREAMING_HOSTS, region).streaming,
    io: ioOf({ ...timers, dial: webDial(WebSocket) }, io),
    credentials: { token },
    defaults: WITHOUT_PINGS,
    encodings,
    createSpeakers,
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
