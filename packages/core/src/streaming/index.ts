export type { AudioChunk, ChunkEmitter, ChunkSource } from './audio/source.ts';
export { createDecoder, type DecodeOptions, type Decoder } from './audio/decoder.ts';
export { createFramer, type Framer } from './outgoing/framer.ts';
export { LONGEST_FRAME_MS, SHORTEST_FRAME_MS } from './limits.ts';
export { pcmFormat, type PcmFormat } from './audio/encoding.ts';
export { createResampler, type Resampler } from './audio/resample.ts';
export { readWavHeader, type WavFormat } from './audio/wav.ts';
export { createLiveCaptions, type LiveCaptions, type LiveCaptionsOptions } from './captions.ts';
export {
  type CallEnd,
  type CallEndReason,
  type CallListener,
  type PhoneCalls,
  type PhoneCallsOptions,
  type PhoneTrack,
  transcribeCalls,
} from './calls/calls.ts';
export { type FeedEnd, type FeedListener, type LiveFeed, openFeed } from './feed.ts';
export { PHONE_AUDIO, type PhoneStream } from './calls/frames.ts';
export { type ChannelsOptions, type ChannelsSession, type ChannelTurn, connectChannels } from './channels.ts';
export { endingOf, type Ending, type Remedy } from './connection/closing.ts';
export { connect, type Connect, type Credentials, type StreamingOptions } from './connect.ts';
export type { Emitter } from './lib/emitter.ts';
export type { Encoding, Encodings } from './outgoing/encodings.ts';
export type { Dial, Socket, SocketEvents, StreamingIo } from './host.ts';
export type { IgnoredParameter } from './incoming/configuration.ts';
export type { FinalTurn } from './incoming/ledger.ts';
export { createSpeakers, type Speakers } from './incoming/speakers.ts';
export { diagram, type SessionEvent, type SessionState, TRANSITIONS } from './session/states.ts';
export {
  liveText,
  type Notice,
  readMessage,
  type ServerMessage,
  type StreamingTurn,
  type StreamingWord,
} from './incoming/messages.ts';
export type { ReconnectOptions, SessionOptions, StreamingParams } from './options.ts';
export type {
  FinalWord,
  SessionEvents,
  SessionSummary,
  Span,
  StreamingSession,
  Termination,
  Unread,
} from './session/events.ts';
export {
  type LiveParams,
  type LiveTranscribeOptions,
  type LiveTranscript,
  partialTranscript,
  transcribeLive,
} from './transcribe.ts';
