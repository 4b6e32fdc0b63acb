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

/** A session that is open: of a microphone, a telephone call, a meeting. */
export interface LiveSession {
  finalTurns(): AsyncIterable<FinalTurn>;
}

export interface StreamingTurnLoaderOptions extends ClientConfig, SpeakerNaming, LocalFiles {
  /** A session that somebody else opened, feeds and closes. Give this or `audio`. */
  readonly session?: LiveSession | undefined;
  /** Audio to stream, as fast as it was spoken: WAV, or PCM with `params.sample_rate`; the path of a file in Node. */
  readonly audio?: ChunkSource | Blob | string | URL | undefined;
  /** Parameters of the session. */
  readonly params?: LiveParams | undefined;
  /** How the session is kept alive and its channels are used. */
  readonly live?: Omit<LiveTranscribeOptions, 'onFinalTurn' | 'onGap' | 'signal' | 'name'> | undefined;
  /** What to call it in `source`; documents have stable ids only with it. @default the path of the file */
  readonly source?: string | undefined;
  /** Audio of which nobody can say what was in it. */
  readonly onGap?: ((gap: Span) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Documents from live speech: one for each turn, as soon as it is over. */
export class StreamingTurnLoader extends BaseDocumentLoader {
  readonly #options: StreamingTurnLoaderOptions;

  /** @throws BadInputError without a session or audio, or without a key where one is needed */
  constructor(options: StreamingTurnLoaderOptions) {
    super();
    const { session, audio, client } = options;
    if ((session === undefined) === (audio === undefined)) {
      throw new BadInputError('Give either session or audio.', { field: 'audio' });
    }
    if (session === undefined && client === undefined) withKey(options);
    this.#options = options;
  }

  /** All turns, when the session is over. */
  override async load(): Promise<TurnDocument[]> {
    const documents: TurnDocument[] = [];
    for await (const document of this.lazyLoad()) documents.push(document);
    return documents;
  }

  /**
   * Each turn when it is over. Ending it early ends the session that was opened for it.
   *
   * @throws AssemblyAIError when the session cannot be opened, or is lost for good
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
    // Its failure is thrown below, when all that was said before has been read.
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
      throw new BadInputError('A live session needs the audio itself, not a link to it.', {
        field: 'audio',
        hint: 'Give the path of a file, or fetch the link and give its body.',
      });
    }
    const { audio: file } = await openAudio(known, this.#options);
    const { data } = file as { data: () => ChunkSource };
    return { audio: data(), name: known.source };
  }

  /** No document for a turn in which nothing was understood. */
  *#documents(turn: FinalTurn, source: string | undefined): Generator<TurnDocument> {
    if (turn.text === '') return;
    const { speakerNames } = this.#options;
    const channel = turn.channel === undefined ? undefined : String(turn.channel);
    const speaker = turn.speaker ?? channel;
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
      { source: source ?? 'live', mediaUrl: undefined },
      speakerNames,
    );
    yield new Document({
      pageContent: turn.text,
      metadata,
      ...(source !== undefined && { id: stableId('live', source, turn.order) }),
    });
  }
}

/** In Node with its own sockets, which carry the key; elsewhere with a temporary token for each connection. */
async function streamingOf({ client, ...config }: StreamingTurnLoaderOptions): Promise<Streaming> {
  if (client !== undefined) {
    if ('transcribe' in client.streaming) return client.streaming as typeof client.streaming & Streaming;
    throw new BadInputError('This client cannot transcribe live.', {
      field: 'client',
      hint: 'Make it with createClient of @aai-connectors/core/node or /web.',
    });
  }
  const options = withKey(config);
  if (!isNode() && !isDeno()) return createClient(options).streaming;
  const host = (await import('#node')) as Partial<typeof node>;
  return (host.createClient ?? createClient)(options).streaming as Streaming;
}
