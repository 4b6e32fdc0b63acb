import { type APIConnectOptions, DEFAULT_API_CONNECT_OPTIONS, log, mergeFrames, stt } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { createClient } from '@aai-connectors/core/node';
import { type AudioFormat, createEncoder, mixed } from '../audio.ts';
import {
  type AssemblyAiSttChanges,
  type AssemblyAiSttOptions,
  changesOf,
  DEFAULT_SAMPLE_RATE,
  keytermsOf,
  paramsOf,
  streamingHost,
} from '../options.ts';
import { createTranscription, type Transcription, type TranscriptionOptions } from '../transcription.ts';
import { apiErrorOf } from './errors.ts';
import { eventOf, recognized } from './events.ts';

type Client = NonNullable<AssemblyAiSttOptions['client']>;

/** Speech to text by AssemblyAI's streaming API, through the sessions of `@aai-connectors/core`. */
export class AssemblyAiStt extends stt.STT {
  readonly label = 'aai-connectors.AssemblyAiStt';
  readonly #client: Client;
  readonly #streams = new Set<AssemblyAiSpeechStream>();
  #options: AssemblyAiSttOptions;
  /** Terms that LiveKit adds to those of the user. */
  #managedTerms: readonly string[] = [];

  /** @throws BadInputError for an API key, region or address that is missing or invalid. */
  constructor(options: AssemblyAiSttOptions = {}) {
    super({
      streaming: true,
      interimResults: true,
      alignedTranscript: 'word',
      diarization: options.speakerLabels === true,
      keyterms: true,
    });
    const { apiKey, region, baseUrl } = options;
    this.#options = options;
    this.#client =
      options.client ??
      createClient({
        apiKey,
        region,
        hosts: baseUrl === undefined ? undefined : { streaming: streamingHost(baseUrl) },
      });
  }

  override get model(): string {
    return this.#options.speechModel ?? super.model;
  }

  override get provider(): string {
    return 'AssemblyAI';
  }

  /** Changes settings of all streams, also of those that are open. */
  updateOptions(changes: AssemblyAiSttChanges): void {
    this.#options = { ...this.#options, ...changes };
    const terms = changes.keytermsPrompt === undefined ? {} : { keytermsPrompt: this.#terms() };
    this.#update({ ...changes, ...terms });
  }

  override _updateSessionKeyterms(keyterms: string[]): void {
    this.#managedTerms = keyterms;
    this.#update({ keytermsPrompt: this.#terms() });
  }

  override stream({ connOptions = DEFAULT_API_CONNECT_OPTIONS }: { connOptions?: APIConnectOptions } = {}) {
    const { sampleRate = DEFAULT_SAMPLE_RATE, encoding = 'pcm_s16le', bufferSizeMs, session } = this.#options;
    const format: AudioFormat = { sampleRate, encoding };
    const stream = new AssemblyAiSpeechStream(this, format, connOptions, (own) =>
      createTranscription({
        connect: this.#client.streaming.connect,
        params: () => {
          const terms = this.#terms();
          return paramsOf({ ...this.#options, ...(terms.length > 0 && { keytermsPrompt: terms }) });
        },
        session: {
          connectTimeoutMs: connOptions.timeoutMs,
          beginTimeoutMs: connOptions.timeoutMs,
          ...(bufferSizeMs !== undefined && { frameMs: bufferSizeMs }),
          ...session,
        },
        format,
        ...own,
      }),
    );
    for (const known of this.#streams) if (known.isOver) this.#streams.delete(known);
    this.#streams.add(stream);
    return stream;
  }

  override async close(): Promise<void> {
    for (const stream of this.#streams) stream.close();
  }

  /** Transcribes a whole buffer in one request. Longer audio becomes a job. */
  protected override async _recognize(buffer: AudioFrame | AudioFrame[], signal?: AbortSignal) {
    const frame = mergeFrames(buffer);
    const samples = mixed(frame.data, frame.channels);
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    const terms = this.#terms();
    try {
      return recognized(
        await this.#client.transcribeNow(
          bytes,
          {
            sample_rate: frame.sampleRate,
            channels: 1,
            // LiveKit expects the times of the words.
            timestamps: true,
            ...(this.#options.prompt !== undefined && { prompt: this.#options.prompt }),
            ...(terms.length > 0 && { keyterms_prompt: [...terms] }),
          },
          { signal },
        ),
      );
    } catch (error) {
      throw apiErrorOf(error);
    }
  }

  #terms(): readonly string[] {
    return keytermsOf(this.#options.keytermsPrompt, this.#managedTerms);
  }

  #update(changes: AssemblyAiSttChanges): void {
    for (const stream of this.#streams) stream.update(changesOf(changes));
  }
}

type CreateTranscription = (own: Pick<TranscriptionOptions, 'emit' | 'log'>) => Transcription;

/** A stream of LiveKit. Its transcription outlives LiveKit's attempts, so that the audio between them is kept. */
export class AssemblyAiSpeechStream extends stt.SpeechStream {
  readonly label = 'aai-connectors.AssemblyAiSpeechStream';
  readonly #transcription: Transcription;
  readonly #encode: (samples: Int16Array) => Uint8Array;
  /** Where LiveKit says that the audio starts, seconds. Unlike the base class, without the time of failed attempts. */
  #offset = 0;
  #isReading = false;

  constructor(owner: AssemblyAiStt, format: AudioFormat, connOptions: APIConnectOptions, create: CreateTranscription) {
    super(owner, format.sampleRate, connOptions);
    this.#encode = createEncoder(format);
    const logger = log().child({ stt: owner.label });
    this.#transcription = create({
      emit: (event) => {
        // LiveKit closes the queue when the stream is closed.
        if (!this.queue.closed) this.queue.put(eventOf(event));
      },
      log: (level, fields, message) => logger[level](fields, message),
    });
  }

  override get startTimeOffset(): number {
    return this.#offset;
  }

  override set startTimeOffset(value: number) {
    super.startTimeOffset = value;
    this.#offset = value;
  }

  /** LiveKit has ended the stream: it was closed, its audio is over, or it has failed. */
  get isOver(): boolean {
    return this.queue.closed;
  }

  update(changes: ReturnType<typeof changesOf>): void {
    this.#transcription.update(changes);
  }

  /** LiveKit's resampler accepts only one channel. */
  override pushFrame(frame: AudioFrame): void {
    if (frame.channels === 1) return super.pushFrame(frame);
    const samples = mixed(frame.data, frame.channels);
    super.pushFrame(new AudioFrame(samples, frame.sampleRate, 1, samples.length));
  }

  /** LiveKit's resampler still has the last samples. */
  override endInput(): void {
    if (!this.input.closed) for (const frame of this.resampler?.flush() ?? []) this.input.put(frame);
    super.endInput();
  }

  protected override async run(): Promise<void> {
    if (!this.#isReading) {
      this.#isReading = true;
      void this.#read();
    }
    try {
      await this.#transcription.run(this.abortSignal, () => this.#offset);
    } catch (error) {
      throw apiErrorOf(error);
    }
  }

  async #read(): Promise<void> {
    for await (const item of this.input) {
      if (item === stt.SpeechStream.FLUSH_SENTINEL) this.#transcription.flush();
      else this.#transcription.write(this.#encode(item.data));
    }
    this.#transcription.end();
  }
}
