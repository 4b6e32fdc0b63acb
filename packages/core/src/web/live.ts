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

/** Live transcription. */
export interface Streaming {
  /**
   * Opens a session. Resolves when the service said `Begin`.
   *
   * @throws BadInputError for parameters that cannot work, before anything is sent; AuthenticationError,
   *   RateLimitedError, NetworkError or TimeoutError when no session came about.
   */
  readonly connect: Connect;
  /** Opens one session for each channel. */
  connectChannels(params: StreamingParams, options: ChannelsOptions): Promise<ChannelsSession>;
  /** Streams a whole recording as fast as it was spoken, and resolves with a transcript of the usual shape. */
  transcribe(source: ChunkSource | Blob, params?: LiveParams, options?: LiveTranscribeOptions): Promise<LiveTranscript>;
}

export interface LiveOptions extends RegionOptions {
  /** Overrides single functions of the injected I/O. @default the runtime's socket, clock and timers */
  readonly streamingIo?: Partial<StreamingIo> | undefined;
  /** Refuses wrong parameters of a live transcription before a connection is made, by throwing a BadInputError. */
  readonly checkStreamingParams?: ((params: Readonly<Record<string, unknown>>) => void) | undefined;
}

/** The streaming part of a client. The host is looked for when it is needed: not every region has one. */
export function createLive(
  { streamingIo, checkStreamingParams, ...region }: LiveOptions,
  standard: Pick<StreamingOptions, 'io' | 'credentials'>,
): Streaming {
  const open: Connect = async (params, session) =>
    connect(
      {
        host: hostsOf(region).streaming,
        ...standard,
        io: { ...standard.io, ...streamingIo },
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
