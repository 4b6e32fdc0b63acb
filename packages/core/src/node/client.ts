import type { Client, UploadOptions } from '../client/types.ts';
import { BadInputError } from '../errors.ts';
import type { AudioData, AudioFile } from '../media.ts';
import type { UploadedFile } from '../model.ts';
import { createSpeakers } from '../streaming/incoming/speakers.ts';
import { opus } from '../streaming/opus/index.ts';
import type { ChunkSource } from '../streaming/audio/source.ts';
import type { LiveParams, LiveTranscribeOptions, LiveTranscript } from '../streaming/transcribe.ts';
import { createClient as createWebClient, type WebClient, type WebClientOptions } from '../web/client.ts';
import { createLive } from '../web/live.ts';
import { checkOptions, checksOf } from '../web/options.ts';
import { answerSdkCalls } from '../web/sdk-calls.ts';
import { timers } from '../web/streaming.ts';
import { openForStreaming, resolveSource } from './files.ts';
import { recognizeSource } from './recognize.ts';
import { nodeDial } from './socket.ts';

export interface NodeClientOptions extends Omit<WebClientOptions, 'apiKey'> {
  /** @default the environment variable ASSEMBLYAI_API_KEY */
  readonly apiKey?: string | undefined;
}

/** A client that also accepts audio as a file path or a `file:` URL. */
export interface NodeClient extends WebClient {
  readonly files: Omit<Client['files'], 'upload'> & {
    upload(audio: AudioData | AudioFile | string | URL, options?: UploadOptions): Promise<UploadedFile>;
  };
  readonly streaming: Omit<WebClient['streaming'], 'transcribe'> & {
    /** Like {@link Streaming.transcribe}. The source may also be a file path or a `file:` URL. */
    transcribe(
      source: ChunkSource | Blob | string | URL,
      params?: LiveParams,
      options?: LiveTranscribeOptions,
    ): Promise<LiveTranscript>;
  };
}

/**
 * Creates a client that also accepts audio as a file path or a `file:` URL.
 *
 * @throws BadInputError for an unknown option, and for an invalid key, region or host.
 */
export function createClient(options: NodeClientOptions = {}): NodeClient {
  checkOptions(options);
  const { apiKey, ...rest } = options;
  const key = (apiKey ?? process.env['ASSEMBLYAI_API_KEY'] ?? '').trim();
  const checked: WebClientOptions = { ...checksOf(rest), ...rest, apiKey: key };
  const client = createWebClient(checked);
  const live = createLive(checked, {
    io: { ...timers, dial: nodeDial },
    credentials: { apiKey: key },
    encodings: opus,
    createSpeakers,
  });
  return answerSdkCalls({
    ...client,
    streaming: {
      ...client.streaming,
      ...live,
      transcribe: async (source, params, options) => {
        const { audio, name } = await openForStreaming(source);
        return live.transcribe(audio, params, { name, ...options });
      },
    },
    transcribeAll: (sources, params, batchOptions) =>
      client.transcribeAll(sources, params, { recognize: recognizeSource, ...batchOptions }),
    transcribe: async (source, params, waitOptions) =>
      client.transcribe(await resolveSource(source), params, waitOptions),
    transcribeNow: async (source, params, nowOptions) =>
      client.transcribeNow(await resolveSource(source), params, nowOptions),
    files: {
      urlOf: async (source, uploadOptions) => client.files.urlOf(await resolveSource(source), uploadOptions),
      async upload(audio, uploadOptions) {
        const source = await resolveSource(audio);
        if (typeof source === 'string' || source instanceof URL) {
          throw new BadInputError('The audio is already a link, so it needs no upload. Pass the link to transcribe.', {
            field: 'audio',
          });
        }
        return client.files.upload(source, uploadOptions);
      },
    },
  });
}
