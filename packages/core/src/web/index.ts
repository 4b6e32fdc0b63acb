export * from '../index.ts';
export { createLiveCaptions } from '../streaming/captions.ts';
export type * from '../streaming/index.ts';
export { liveText } from '../streaming/incoming/messages.ts';
export {
  createClient,
  createRestClient,
  type RestClientOptions,
  type WebClient,
  type WebClientOptions,
} from './client.ts';
export { fetchHands, type FetchHandsOptions, sleep } from './hands.ts';
export { CLIENT_OPTIONS, type CheckOptions } from './options.ts';
export { type WebSocketConstructor, type WebSocketLike, webDial } from './socket.ts';
export type { LiveOptions, Streaming } from './live.ts';
export { createStreaming, type WebStreamingOptions } from './streaming.ts';
