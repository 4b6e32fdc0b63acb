import { AbortedError, BadInputError } from '../errors.ts';
import type { CompletedTranscript, Utterance } from '../model.ts';
import type { StreamingSettings } from '../params/index.ts';
import { createDecoder, type Decoder } from './audio/decoder.ts';
import { pcmFormat } from './audio/encoding.ts';
import { joined } from './audio/samples.ts';
import { type Chunks, chunksOf, type ChunkSource } from './audio/source.ts';
import { LONGEST_HEADER, readWavHeader, type WavFormat } from './audio/wav.ts';
import { labelOf } from './captions.ts';
import type { Connect } from './connect.ts';
import { deferred } from './lib/deferred.ts';
import type { FinalTurn } from './incoming/ledger.ts';
import type { StreamingTurn } from './incoming/messages.ts';
import type { SessionOptions, StreamingParams } from './options.ts';
import type { SessionSummary, Span, StreamingSession } from './session/events.ts';

/** `sample_rate` is required only for raw PCM. For WAV files, the default is the sample rate in the header. */
export type LiveParams = StreamingSettings;

export interface LiveTranscribeOptions extends SessionOptions {
  /** Transcribes each channel of a WAV file as a speaker, in its own session. @default false: mixes the channels */
  readonly multichannel?: boolean | undefined;
  /** Name of the audio in the result. */
  readonly name?: string | undefined;
  /** Every message about a turn. */
  readonly onTurn?: ((turn: StreamingTurn, channel: number) => void) | undefined;
  /** Each finished turn. Store it, because the result is lost if the session fails later. */
  readonly onFinalTurn?: ((turn: FinalTurn) => void) | undefined;
  /** Audio that was not transcribed. */
  readonly onGap?: ((gap: Span, channel: number) => void) | undefined;
}

/** The transcript of a live session. Every format in this package accepts it. */
export interface LiveTranscript extends CompletedTranscript {
  /** IDs of the service's sessions. */
  readonly session_ids: readonly string[];
  /** Audio that was not transcribed, ms. */
  readonly gaps: readonly Span[];
}

const partials = new WeakMap<object, LiveTranscript>();

/** The turns that were finished before `transcribeLive` failed with this error; undefined for other errors. */
export const partialTranscript = (error: unknown): LiveTranscript | undefined => partials.get(Object(error) as object);

/**
 * Transcribes a whole recording in a live session, in real time. Reports turns during the session, and returns a
 * transcript with an utterance for each turn.
 *
 * Accepts WAV files (8 to 32 bit, float or mu-law, with any sample rate), raw PCM with `params.sample_rate`, and other data
 * with `params.encoding`.
 *
 * @throws BadInputError for other audio, before it opens a session.
 * @throws AbortedError if `options.signal` is aborted.
 * @throws errors of `connect`, of the session, of the source and of callbacks. {@link partialTranscript} returns what was
 *   transcribed before.
 */
export async function transcribeLive(
  connect: Connect,
  source: ChunkSource | Blob,
  params: LiveParams = {},
  options: LiveTranscribeOptions = {},
): Promise<LiveTranscript> {
  const { multichannel = false, name = '', onTurn, onFinalTurn, onGap, ...sessionOptions } = options;
  const { signal } = sessionOptions;
  const finals: FinalTurn[] = [];
  const sessions: StreamingSession[] = [];
  const { sample_rate, encoding } = params;
  const format = sample_rate === undefined ? undefined : pcmFormat(sample_rate, encoding);
  const pieces = chunksOf(source instanceof Blob ? source.stream() : source, format);
  // Does not wait for the source, which may never yield another chunk.
  const failure = deferred<never>();
  const onAbort = (): void => failure.reject(new AbortedError('Streaming was cancelled.', { operation: 'streaming' }));
  const unlessFailed = <T>(work: Promise<T>): Promise<T> => Promise.race([failure.promise, work]);

  async function open(audio: OpenAudio, channel: number): Promise<void> {
    const { outputs } = audio.decoder;
    const session = await connect({ ...params, sample_rate: audio.sampleRate } as StreamingParams, {
      ...sessionOptions,
      ...(outputs > 1 && { channel }),
    });
    session.on('turn', (turn) => onTurn?.(turn, channel));
    session.on('gap', (gap) => onGap?.(gap, channel));
    session.on('final', (turn) => {
      finals.push(turn);
      onFinalTurn?.(turn);
    });
    session.on('error', failure.reject);
    sessions.push(session);
  }

  async function feed({ chunks, decoder }: OpenAudio): Promise<readonly SessionSummary[]> {
    const write = (parts: readonly Uint8Array[]): Promise<unknown> =>
      Promise.all(parts.flatMap((part, at) => (part.length === 0 ? [] : [sessions[at]!.write(part)])));
    for await (const chunk of chunks) await write(decoder.push(chunk));
    await write(decoder.flush());
    return Promise.all(sessions.map((session) => session.close()));
  }

  let channels = 1;
  try {
    if (signal?.aborted === true) onAbort();
    signal?.addEventListener('abort', onAbort);
    const audio = await unlessFailed(openAudio(pieces, params, multichannel));
    channels = audio.decoder.outputs;
    for (let channel = 1; channel <= channels; channel++) await open(audio, channel);
    const summaries = await unlessFailed(feed(audio));
    return transcriptOf(finals, summaries, name, channels);
  } catch (error) {
    // Closing adds the last words of the other channels.
    const ends = await Promise.allSettled(sessions.map((session) => session.close()));
    const summaries = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    if (sessions.length > 0) partials.set(Object(error) as object, transcriptOf(finals, summaries, name, channels));
    throw error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await pieces.return();
    // Always close the sessions: open sessions are billed.
    await Promise.allSettled(sessions.map((session) => session.close()));
  }
}

interface OpenAudio {
  readonly sampleRate: number | undefined;
  readonly decoder: Decoder;
  readonly chunks: AsyncIterable<Uint8Array>;
}

async function openAudio(
  chunks: Chunks,
  { sample_rate, encoding }: LiveParams,
  multichannel: boolean,
): Promise<OpenAudio> {
  const start = await firstBytes(chunks, 12);
  const isWav = start.length >= 12 && String.fromCharCode(...start.subarray(0, 4)) === 'RIFF';
  if (start.length === 0) throw new BadInputError('The audio is empty.', { field: 'audio' });
  if (!isWav) {
    // These encodings contain their sample rate.
    if (sample_rate === undefined && !/opus|aac/.test(encoding ?? '')) {
      throw new BadInputError('The audio is not a WAV file, and sample_rate is not set.', {
        field: 'audio',
        hint: 'Pass a WAV file, or set sample_rate to stream raw 16-bit PCM.',
      });
    }
    return { sampleRate: sample_rate, decoder: raw, chunks: chained(start, chunks) };
  }
  let header = start;
  let wav: WavFormat | undefined;
  while ((wav = readWavHeader(header)) === undefined) {
    const more = header.length > LONGEST_HEADER ? undefined : await chunks.next();
    if (more === undefined || more.done === true) {
      throw new BadInputError('The WAV file is incomplete: it ends within its header.', { field: 'audio' });
    }
    header = joined(header, more.value);
  }
  if (encoding !== undefined && encoding !== 'pcm_s16le' && encoding !== 'pcm_mulaw') {
    throw new BadInputError('For a WAV file, encoding must be pcm_s16le or pcm_mulaw.', { field: 'encoding' });
  }
  const sampleRate = sample_rate ?? wav.sampleRate;
  return {
    sampleRate,
    decoder: createDecoder(wav, {
      channels: multichannel ? 'split' : 'mix',
      sampleRate,
      encoding: encoding === 'pcm_mulaw' ? 'pcm_mulaw' : undefined,
    }),
    chunks: limited(chained(header.subarray(wav.dataStart), chunks), wav.dataBytes),
  };
}

/** Returns raw PCM unchanged. */
const raw: Decoder = { outputs: 1, push: (bytes) => [bytes], flush: () => [] };

async function firstBytes(chunks: Chunks, size: number): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < size) {
    const step = await chunks.next();
    if (step.done === true) break;
    start = joined(start, step.value);
  }
  return start;
}

async function* chained(first: Uint8Array, rest: Chunks): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  yield* rest;
}

/** Yields at most `size` bytes: metadata such as titles may follow the samples. */
async function* limited(chunks: AsyncGenerator<Uint8Array>, size = Infinity): AsyncGenerator<Uint8Array> {
  let left = size;
  for await (const chunk of chunks) {
    yield chunk.subarray(0, Math.min(left, chunk.length));
    left -= chunk.length;
    if (left <= 0) return;
  }
}

function transcriptOf(
  finals: readonly FinalTurn[],
  summaries: readonly SessionSummary[],
  name: string,
  channels: number,
): LiveTranscript {
  const turns = [...finals].sort((a, b) => a.start - b.start || a.order - b.order);
  const session_ids = summaries.flatMap(({ sessionIds }) => sessionIds);
  const utterances = turns.map((turn): Utterance => {
    const speaker = labelOf(turn) ?? '';
    const channel = channels > 1 && { channel: String(turn.channel) };
    const words = turn.words.map(({ text, start, end, confidence, speaker: own }) => ({
      ...{ text, start, end, confidence },
      speaker: typeof own === 'string' ? own : speaker || null,
      ...channel,
    }));
    return {
      text: turn.text,
      start: turn.start,
      end: turn.end,
      confidence: turn.confidence ?? 0,
      speaker,
      words,
      ...channel,
    };
  });
  const words = utterances.flatMap((utterance) => utterance.words).sort((a, b) => a.start - b.start);
  return {
    id: session_ids[0] ?? '',
    status: 'completed',
    audio_url: name,
    text: turns.map(({ text }) => text).join(' '),
    words,
    utterances,
    confidence: words.length === 0 ? null : words.reduce((sum, word) => sum + word.confidence, 0) / words.length,
    audio_duration: Math.max(0, ...summaries.map(({ audioMs }) => audioMs)) / 1000,
    language_code: turns.find(({ language }) => language !== undefined)?.language ?? null,
    ...(channels > 1 && { multichannel: true, audio_channels: channels }),
    session_ids,
    gaps: summaries.flatMap(({ gaps }) => gaps),
  };
}
