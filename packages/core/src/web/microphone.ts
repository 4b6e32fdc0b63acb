import { BadInputError } from '../errors.ts';
import { createResampler } from '../streaming/audio/resample.ts';
import type { AudioChunk, ChunkEmitter } from '../streaming/audio/source.ts';
import { report } from '../streaming/lib/deferred.ts';
import { createEmitter } from '../streaming/lib/emitter.ts';
import { MICROPHONE_WORKLET, PROCESSOR } from './worklet.ts';

export { MICROPHONE_WORKLET } from './worklet.ts';

export interface MediaStreamOptions {
  /** Hz. Connect the session with the same `sample_rate`. @default 16 000 */
  readonly sampleRate?: number | undefined;
  /** Duration of a chunk, in milliseconds, 10 to 1000. @default 50 */
  readonly chunkMs?: number | undefined;
  /** Address of a file with {@link MICROPHONE_WORKLET}, for pages that forbid `blob:` modules. */
  readonly workletUrl?: string | undefined;
}

/** The audio of a `MediaStream` as samples of one channel. Pass it to `session.pipe`. */
export interface MediaStreamAudio extends ChunkEmitter {
  /** Hz */
  readonly sampleRate: number;
  /**
   * Stops capturing. Resolves after the last chunk; a `pipe` that reads the audio resolves too. Does not stop the tracks
   * of the stream.
   */
  stop(): Promise<void>;
}

interface AudioEvents {
  data: AudioChunk;
  end: undefined;
  error: unknown;
}

/** Audio that is kept for the first listener, such as speech while the session connects, ms. */
const KEPT_MS = 60_000;

/** Time limit for the last samples of a stopped worklet, ms. A suspended audio thread does not respond. */
const LAST_SAMPLES_MS = 500;

/**
 * Captures the audio of a `MediaStream`, such as a microphone, a browser tab or a call. Mixes its channels. Keeps the first
 * minute until the audio is piped, so you can capture while the session connects.
 *
 * Ends when the track of the stream ends. Call it in the handler of a click, because browsers may suspend audio that starts
 * without a user action.
 *
 * @throws BadInputError for a stream without audio, an option out of range, or a page that cannot run audio worklets.
 */
export async function fromMediaStream(
  stream: MediaStream,
  { sampleRate = 16_000, chunkMs = 50, workletUrl }: MediaStreamOptions = {},
): Promise<MediaStreamAudio> {
  const [track] = stream.getAudioTracks();
  if (track === undefined) {
    throw new BadInputError('The media stream has no audio track.', {
      field: 'stream',
      hint: 'Request one with getUserMedia({ audio: true }).',
    });
  }
  if (!(chunkMs >= 10 && chunkMs <= 1000)) {
    throw new BadInputError(`chunkMs must be between 10 and 1000, not ${String(chunkMs)}.`, { field: 'chunkMs' });
  }
  const { context, source } = openContext(stream, sampleRate);
  try {
    await addModule(context, workletUrl);
  } catch (error) {
    await context.close();
    throw error;
  }

  const emitter = createEmitter<AudioEvents>(report);
  const resampler = createResampler(context.sampleRate, sampleRate);
  /** Undefined once a listener was added. */
  let kept: Float32Array[] | undefined = [];
  let stopping: Promise<void> | undefined;
  let hasEnded = false;
  const node = new AudioWorkletNode(context, PROCESSOR, {
    numberOfInputs: 1,
    outputChannelCount: [1],
    channelCount: 1,
    channelCountMode: 'explicit',
    processorOptions: { frameSize: Math.round((context.sampleRate * chunkMs) / 1000) },
  });

  function add(samples: Float32Array): void {
    if (samples.length === 0) return;
    if (!kept) return emitter.emit('data', samples);
    kept.push(samples);
    if (kept.length > KEPT_MS / chunkMs) kept.shift();
  }

  function release(): void {
    if (!kept) return;
    const chunks = kept;
    kept = undefined;
    for (const chunk of chunks) emitter.emit('data', chunk);
    if (hasEnded) emitter.emit('end', undefined);
  }

  async function end(): Promise<void> {
    track!.removeEventListener('ended', stop);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LAST_SAMPLES_MS);
      node.port.onmessage = ({ data }: MessageEvent<Float32Array | null>) => {
        if (data) return add(resampler.push(data));
        clearTimeout(timer);
        resolve();
      };
      node.port.postMessage('stop');
    });
    add(resampler.flush());
    source.disconnect();
    node.disconnect();
    await context.close();
    hasEnded = true;
    emitter.emit('end', undefined);
  }

  const stop = (): Promise<void> => (stopping ??= end());

  /** A phone call or another tab may suspend the context. */
  function keepRunning(): void {
    if (!stopping && context.state !== 'running' && context.state !== 'closed')
      void context.resume().catch(() => undefined);
  }

  node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
    add(resampler.push(data));
    // A track that the page stops emits no event, and continues as silence.
    if (track.readyState === 'ended') void stop();
  };
  node.onprocessorerror = () => emitter.emit('error', new Error('The audio worklet failed.'));
  track.addEventListener('ended', stop);
  context.onstatechange = keepRunning;
  keepRunning();
  // Only nodes on a path to the destination are sure to run. The output is silence.
  source.connect(node).connect(context.destination);

  return {
    sampleRate,
    stop,
    on(event, listener) {
      emitter.on(event as keyof AudioEvents, listener as (value: unknown) => void);
      if (event === 'data') queueMicrotask(release);
    },
    off: (event, listener) => emitter.off(event as keyof AudioEvents, listener as (value: unknown) => void),
  };
}

interface Opened {
  readonly context: AudioContext;
  readonly source: MediaStreamAudioSourceNode;
}

/** Uses the sample rate of the device if the browser cannot resample a stream. */
function openContext(stream: MediaStream, sampleRate: number): Opened {
  try {
    return contextWith(stream, { sampleRate });
  } catch {
    return contextWith(stream, {});
  }
}

function contextWith(stream: MediaStream, options: AudioContextOptions): Opened {
  const context = new AudioContext(options);
  try {
    return { context, source: context.createMediaStreamSource(stream) };
  } catch (error) {
    void context.close();
    throw error;
  }
}

async function addModule(context: AudioContext, workletUrl: string | undefined): Promise<void> {
  // Undefined in pages without HTTPS.
  const worklet = context.audioWorklet as AudioWorklet | undefined;
  if (!worklet) {
    throw new BadInputError('This page cannot run audio worklets.', {
      field: 'stream',
      hint: 'Open the page over HTTPS or on localhost.',
    });
  }
  const url = workletUrl ?? URL.createObjectURL(new Blob([MICROPHONE_WORKLET], { type: 'text/javascript' }));
  try {
    await worklet.addModule(url);
  } catch (cause) {
    throw new BadInputError('The audio worklet could not be loaded.', {
      field: 'workletUrl',
      cause,
      hint: 'If the page has a content security policy, serve MICROPHONE_WORKLET as a file and set workletUrl to its address.',
    });
  } finally {
    if (workletUrl === undefined) URL.revokeObjectURL(url);
  }
}
