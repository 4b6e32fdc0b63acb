import { hostsOf, type RegionOptions } from '../regions.ts';
import type { ChunkSource } from '../streaming/audio/source.ts';
import { type ChannelsOptions, type ChannelsSession, connectChannels } from '../streaming/channels.ts';
import { connect, type Connect, type StreamingOptions } from '../streaming/connect.ts';
import type { StreamingIo } from '../streaming/host.ts';
import type { StreamingParams } from '../streaming/options.ts';
import {
  type LiveParams,
  type LiveTranscribeOptions,
  type LiveTranscript,
  transcribeLive,
} from '../streaming/transcribe.ts';
import { ioOf } from './streaming.ts';

/** Live transcription. */
export interface Streaming {
  /**
   * Opens a session. Resolves when the service sends `Begin`.
   *
   * @throws BadInputError for invalid parameters, before anything is sent; AuthenticationError, RateLimitedError,
   *   NetworkError or TimeoutError if no session could be opened.
   */
  readonly connect: Connect;
  /** Opens one session for each channel. */
  connectChannels(params: StreamingParams, options: ChannelsOptions): Promise<ChannelsSession>;
  /** Streams a whole recording in real time, and resolves with a transcript of the usual shape. */
  transcribe(source: ChunkSource | Blob, params?: LiveParams, options?: LiveTranscribeOptions): Promise<LiveTranscript>;
}

export interface LiveOptions extends RegionOptions {
  /** Overrides individual functions of the injected I/O. @default the runtime's socket, clock and timers */
  readonly streamingIo?: Partial<StreamingIo> | undefined;
  /** Checks parameters of a live transcription before it connects. Throws a BadInputError for invalid ones. */
  readonly checkStreamingParams?: ((params: Readonly<Record<string, unknown>>) => void) | undefined;
}

/** The streaming methods of a client. The host is resolved on use, because not every region has one. */
export function createLive(
  { streamingIo, checkStreamingParams, ...region }: LiveOptions,
  standard: Pick<StreamingOptions, 'io' | 'credentials' | 'defaults' | 'encodings' | 'createSpeakers'>,
): Streaming {
  const open: Connect = async (params, session) =>
    connect(
      {
        host: hostsOf(region).streaming,
        ...standard,
        io: ioOf(standard.io, streamingIo),
        checkParams: checkStreamingParams,
      },
      params,
      session,
    );
  return {
    connect: open,
    connectChannels: (params, channels) => connectChannels(open, params, channels),
    transcribe: (source, params, live) => transcribeLive(open, source, params, live),
  };
}
