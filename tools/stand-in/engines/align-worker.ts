import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import createModule, { type Decoder, type Segment } from 'soundswallower';
import { channelOf, durationMsOf, parseWav, resample } from './wav.ts';

/** Text to find in one channel of a file. */
export interface AlignTask {
  readonly path: string;
  readonly parts: readonly { readonly channel: number | 'mix'; readonly words: readonly string[] }[];
}

export interface AlignedWord {
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

/** One list of words for each part; `undefined` where the text could not be laid over the sound. */
export type Aligned = readonly (readonly AlignedWord[] | undefined)[];

/** What a file is, as far as this engine can read it. */
export interface Heard {
  readonly durationMs: number;
  readonly channels: number;
}

export type WorkerRequest =
  | { readonly id: number; readonly kind: 'open'; readonly path: string }
  | { readonly id: number; readonly kind: 'align'; readonly task: AlignTask };

export type WorkerReply =
  | { readonly id: number; readonly value: Heard | Aligned | undefined }
  | { readonly id: number; readonly failure: string };

/** What the acoustic model is fed with; its own default would be 44100. */
const SAMPLE_RATE = 16_000;

/** One decoder serves all requests: it takes a quarter of a second to start. */
let warm: Promise<Decoder> | undefined;

async function start(): Promise<Decoder> {
  const swallower = await createModule();
  const model = fileURLToPath(new URL('./model/en-us', import.meta.resolve('soundswallower')));
  // Wide beams: the text is given, so nothing has to be pruned for speed.
  const decoder = new swallower.Decoder({
    hmm: model,
    samprate: SAMPLE_RATE,
    loglevel: 'FATAL',
    beam: 1e-100,
    wbeam: 1e-80,
    pbeam: 1e-100,
  });
  await decoder.initialize();
  return decoder;
}

async function align({ path, parts }: AlignTask): Promise<Aligned> {
  const wav = parseWav(readFileSync(path));
  if (wav === undefined) return parts.map(() => undefined);
  warm ??= start();
  const decoder = await warm;
  return parts.map(({ channel, words }) => {
    const sound = resample(channelOf(wav, channel), wav.sampleRate, SAMPLE_RATE);
    return alignPart(decoder, sound, words);
  });
}

function alignPart(decoder: Decoder, sound: Float32Array, words: readonly string[]): AlignedWord[] | undefined {
  try {
    decoder.set_align_text(words.join(' '));
    decoder.start();
    decoder.process_audio(sound, false, true);
    decoder.stop();
    const heard = (decoder.get_alignment().w ?? []).filter(isWord);
    return heard.length === words.length ? heard.map(timed) : undefined;
  } catch {
    // Throws when the text cannot be laid over the sound at all.
    return undefined;
  }
}

/** Not a pause, a breath, or the start or end mark. */
const isWord = ({ t }: Segment): boolean => !/^[<[(]/.test(t);

const timed = ({ b, d, p }: Segment): AlignedWord => ({
  start: Math.round(b * 1000),
  end: Math.round((b + d) * 1000),
  confidence: Math.min(1, Math.max(0, p)),
});

function open(path: string): Heard | undefined {
  const wav = parseWav(readFileSync(path));
  return wav === undefined ? undefined : { durationMs: durationMsOf(wav), channels: wav.channels };
}

parentPort?.on('message', (request: WorkerRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});

async function answer(request: WorkerRequest): Promise<WorkerReply> {
  const { id } = request;
  try {
    return { id, value: request.kind === 'open' ? open(request.path) : await align(request.task) };
  } catch (error) {
    // A failing WASM module quotes its whole source in the message.
    return { id, failure: String(error instanceof Error ? error.message : error).slice(0, 200) };
  }
}
