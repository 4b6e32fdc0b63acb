import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import createModule, { type Decoder } from 'soundswallower';
import { isPhoneme, PHONEMES } from './script.ts';

/** A word of a segment; times are ms from the segment's first sample. */
export interface DecodedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

export type DecoderRequest = { readonly id: number; readonly ears: number } & (
  | { readonly kind: 'start' }
  | { readonly kind: 'feed'; readonly samples: Float32Array }
  | { readonly kind: 'stop' }
  | { readonly kind: 'close' }
);

export interface DecoderReply {
  readonly id: number;
  readonly words: readonly DecodedWord[];
}

const SAMPLE_RATE = 16_000;

/** Wide enough to find a word again that a piece of audio starts in the middle of. */
const BEAMS = { beam: 1e-100, wbeam: 1e-80, pbeam: 1e-100 };

const swallower = createModule();
const decoders = new Map<number, Promise<Decoder>>();
/** Whose segment has begun and not ended. */
const busy = new Set<number>();
/** A decoder takes a third of a second to start, so those that are done with serve the next connection. */
const idle: Promise<Decoder>[] = [];

async function started(): Promise<Decoder> {
  const module = await swallower;
  const hmm = fileURLToPath(new URL('./model/en-us', import.meta.resolve('soundswallower')));
  const decoder = new module.Decoder({ hmm, samprate: SAMPLE_RATE, loglevel: 'FATAL', ...BEAMS });
  await decoder.initialize();
  decoder.add_words(...PHONEMES.map(([name, pronunciation]): [string, string] => [name, pronunciation]));
  decoder.set_grammar(workerData as string);
  return decoder;
}

function decoderOf(ears: number): Promise<Decoder> {
  const known = decoders.get(ears);
  if (known !== undefined) return known;
  const made = idle.pop() ?? started();
  decoders.set(ears, made);
  return made;
}

/**
 * None for a sound that fits no script. Marks of pauses and of the grammar's own steps are in brackets; `(2)` behind a
 * word is its second pronunciation.
 */
function wordsOf(decoder: Decoder): DecodedWord[] {
  try {
    const found = (decoder.get_alignment().w ?? []).filter(({ t }) => !/^[<[(]/.test(t));
    if (found.some(({ t }) => isPhoneme(t))) return [];
    return found.map(({ t, b, d, p }) => ({
      text: t.replace(/\(\d+\)$/, ''),
      start: Math.round(b * 1000),
      end: Math.round((b + d) * 1000),
      confidence: Math.min(1, Math.max(0, p)),
    }));
  } catch {
    // There is no alignment while nothing fits.
    return [];
  }
}

async function answer(request: DecoderRequest): Promise<readonly DecodedWord[]> {
  if (request.kind === 'close') {
    const decoder = decoders.get(request.ears);
    decoders.delete(request.ears);
    // A segment that broke off would go on in the next connection.
    if (busy.delete(request.ears)) (await decoder)?.stop();
    if (decoder !== undefined) idle.push(decoder);
    return [];
  }
  const decoder = await decoderOf(request.ears);
  if (request.kind === 'start') {
    decoder.start();
    busy.add(request.ears);
    return [];
  }
  if (request.kind === 'feed') {
    decoder.process_audio(request.samples, false, false);
    return wordsOf(decoder);
  }
  decoder.stop();
  busy.delete(request.ears);
  return wordsOf(decoder);
}

let queue: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (request: DecoderRequest) => {
  queue = queue.then(async () => {
    const words = await answer(request).catch(() => []);
    parentPort?.postMessage({ id: request.id, words } satisfies DecoderReply);
  });
});
