/** The only file that imports the core, which is bundled into the published node. */
export * from '@aai-connectors/core';
export {
  type CallEndReason,
  type CallListener,
  connect as connectLive,
  type Connect,
  type Dial,
  dialWith,
  type FeedEnd,
  type FinalTurn,
  type LiveFeed,
  openFeed,
  PHONE_AUDIO,
  type PhoneTrack,
  type SessionOptions,
  type Socket,
  type Span,
  type StreamingIo,
  type StreamingParams,
  transcribeCalls,
  type WebSocketConstructor,
} from '@aai-connectors/core/streaming';
