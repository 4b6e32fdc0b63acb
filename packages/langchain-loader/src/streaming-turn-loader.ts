import { BadInputError, type SpeakerNaming } from '@aai-connectors/core';
import {
  type ChunkSource,
  createClient,
  type FinalTurn,
  type LiveParams,
  type LiveTranscribeOptions,
  type Span,
  type Streaming,
} from '@aai-connectors/core/web';
import { BaseDocumentLoader } from '@langchain/core/document_loaders/base';
import { Document } from '@langchain/core/documents';
import { isDeno, isNode } from '@langchain/core/utils/env';
import { type ClientConfig, withKey } from './client.ts';
import { stableId } from './ids.ts';
import { identify, type LocalFiles, openAudio } from './loading/source.ts';
import { metadataOf, type SpeechMetadata } from './metadata.ts';
import type * as node from './node.ts';

export type TurnDocument = Document<SpeechMetadata>;

/** An open streaming session, such as that of a microphone, a phone call or a meeting. */
export interface LiveSession {
  finalTurns(): AsyncIterable<FinalTurn>;
}

export interface StreamingTurnLoaderOptions extends ClientConfig, SpeakerNaming, LocalFiles {
  /** An open session. The caller sends its audio and closes it. Set either this or `audio`. */
  readonly session?: LiveSession | undefined;
  /** Audio to stream in real time: WAV, or PCM with `params.sample_rate`. In Node also a file path. */
  readonly audio?: ChunkSource | Blob | string | URL | undefined;
  /** Streaming parameters. */
  readonly params?: LiveParams | undefined;
  /** Reconnecting and channel options. */
  readonly live?: Omit<LiveTranscribeOptions, 'onFinalTurn' | 'onGap' | 'signal' | 'name'> | undefined;
  /** Value of `source` in the metadata. Required for stable IDs. @default the file path */
  readonly source?: string | undefined;
  /** Called with each span of audio that could not be transcribed. */
  readonly onGap?: ((gap: Span) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Loads one document per turn of live speech, as soon as the turn ends. */
export class StreamingTurnLoader extends BaseDocumentLoader {
  readonly #options: StreamingTurnLoaderOptions;

  /** @throws BadInputError if the session or audio is missing, or if the API key is missing and needed */
  constructor(options: StreamingTurnLoaderOptions) {
    super();
    const { session, audio, client } = options;
    if ((session === undefined) === (audio === undefined)) {
      throw new BadInputError('Set either session or audio.', { field: 'audio' });
    }
    if (session === undefined && client === undefined) withKey(options);
    this.#options = options;
  }

  /** Loads all turns when the session ends. */
  override async load(): Promise<TurnDocument[]> {
    const documents: TurnDocument[] = [];
    for await (const document of this.lazyLoad()) documents.push(document);
    return documents;
  }

  /**
   * Yields each turn when it ends. Ending the iteration early closes the session that the loader opened.
   *
   * @throws AssemblyAIError if the session cannot be opened, or is lost and cannot be resumed
   */
  async *lazyLoad(): AsyncGenerator<TurnDocument> {
    const { session, source } = this.#options;
    if (session !== undefined) {
      for await (const turn of session.finalTurns()) yield* this.#documents(turn, source);
      return;
    }
    const { audio, name } = await this.#open();
    for await (const turn of this.#turns(audio)) yield* this.#documents(turn, source ?? name);
  }

  async *#turns(audio: ChunkSource | Blob): AsyncGenerator<FinalTurn> {
    const { params, live, signal, onGap } = this.#options;
    const streaming = await streamingOf(this.#options);
    const stop = new AbortController();
    const waiting: FinalTurn[] = [];
    let isOver = false;
    let wake: () => void = () => undefined;
    const session = streaming
      .transcribe(audio, params, {
        ...live,
        signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
        onGap,
        onFinalTurn(turn) {
          waiting.push(turn);
          wake();
        },
      })
      .finally(() => {
        isOver = true;
        wake();
      });
    // The failure is thrown below, after all turns before it were yielded.
    session.catch(() => undefined);
    try {
      for (;;) {
        const turn = waiting.shift();
        if (turn !== undefined) yield turn;
        else if (isOver) break;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
      await session;
    } finally {
      stop.abort();
      await session.catch(() => undefined);
    }
  }

  async #open(): Promise<{ readonly audio: ChunkSource | Blob; readonly name: string | undefined }> {
    const { audio } = this.#options;
    if (typeof audio !== 'string' && !(audio instanceof URL)) return { audio: audio!, name: undefined };
    const known = identify(audio);
    if (known.path === undefined) {
      throw new BadInputError('A live session needs audio data, not a URL.', {
        field: 'audio',
        hint: 'Pass a file path, or fetch the URL and pass the response body.',
      });
    }
    const { data } = (await openAudio(known, this.#options)) as { data: () => ChunkSource };
    return { audio: data(), name: known.source };
  }

  /** Skips turns without text. */
  *#documents(turn: FinalTurn, source: string | undefined): Generator<TurnDocument> {
    if (turn.text === '') return;
    const { speakerNames } = this.#options;
    const channel = turn.channel === undefined ? undefined : String(turn.channel);
    const speaker = turn.speaker ?? channel;
    const sourceId = source === undefined ? '' : stableId('source', 'live', source);
    const { transcript_id: _, ...metadata } = metadataOf(
      {
        ...turn,
        speakers: speaker === undefined ? [] : [speaker],
        channel,
        chapter: undefined,
        unit: 'turn',
        index: turn.order,
      },
      { id: '', multichannel: channel !== undefined },
      { source: source ?? 'live', mediaUrl: undefined, sourceId },
      speakerNames,
    );
    yield new Document({
      pageContent: turn.text,
      metadata,
      ...(source !== undefined && { id: stableId('live', source, turn.order) }),
    });
  }
}

/** Node sends the API key when it connects. Other runtimes use a temporary token for each connection. */
async function streamingOf({ client, ...config }: StreamingTurnLoaderOptions): Promise<Streaming> {
  if (client !== undefined) {
    if ('transcribe' in client.streaming) return client.streaming as typeof client.streaming & Streaming;
    throw new BadInputError('This client does not support live transcription.', {
      field: 'client',
      hint: 'Create it with createClient from @aai-connectors/core/node or /web.',
    });
  }
  const options = withKey(config);
  if (!isNode() && !isDeno()) return createClient(options).streaming;
  const host = (await import('#node')) as Partial<typeof node>;
  return (host.createClient ?? createClient)(options).streaming as Streaming;
}
