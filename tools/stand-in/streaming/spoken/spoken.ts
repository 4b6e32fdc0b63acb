import { bundledRecordings, type Recording } from '../../engines/recordings.ts';
import type { Ears, HeardWord, Hearing, Listener } from '../listener.ts';
import type { DecodedWord } from './decoder-worker.ts';
import { createDecoders, type Decoders } from './decoders.ts';
import { createEndpointer, FRAME_MS } from './endpointer.ts';
import { createResampler } from './resampler.ts';
import { endsThere, grammarOf, type Place, placeOf, type Script, scriptsOf } from './script.ts';

const SAMPLE_RATE = 16_000;
const FRAME = (SAMPLE_RATE * FRAME_MS) / 1000;

/** Sound before the first loud frame that belongs to the first word, in frames. */
const LEAD = 20;

/** Silence that ends a segment, in frames. Turns consist of segments and have separate rules for their end. */
const SEGMENT_END = 30;

/** Updates that a word must have stood before it is final. */
const STABLE = 8;

/** Words that must be found in a row before any of them is reported: one or two fit almost any sound by chance. */
const EVIDENCE = 3;

/** Updates for which each of these words must stay unchanged while the segment continues. */
const STANDING = 6;

/** Mean confidence at which a segment of fewer words counts when it is over. Chance reaches 0.89 in reversed speech. */
const SURE = 0.92;

const isEvident = (words: readonly DecodedWord[]): boolean =>
  words.length >= EVIDENCE ||
  (words.length > 0 && words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length >= SURE);

/**
 * The embedded recognizer for live audio. It recognizes the sentences of the bundled recordings, in chunks of any size and
 * from any position. It returns no words for audio that a free sequence of phonemes matches better.
 */
export function spokenListener(recordings: readonly Recording[] = bundledRecordings()): Listener {
  const scripts = scriptsOf(recordings);
  const decoders = createDecoders(grammarOf(scripts));
  let count = 0;
  return {
    name: 'soundswallower',
    blockMs: 100,
    open: (sampleRate) => openEars(decoders, scripts, sampleRate, ++count),
    close: () => decoders.close(),
  };
}

interface Segment {
  /** ms from the start of the connection. */
  readonly startMs: number;
  committed: HeardWord[];
  latest: readonly DecodedWord[];
  /** How long each word of `latest` has stood. */
  ages: number[];
}

const hasEvidence = ({ committed, ages }: Segment): boolean =>
  committed.length > 0 || (ages.length >= EVIDENCE && ages.slice(0, EVIDENCE).every((age) => age >= STANDING));

function openEars(decoders: Decoders, scripts: readonly Script[], sampleRate: number, id: number): Ears {
  const resampled = createResampler(sampleRate, SAMPLE_RATE);
  const endpointer = createEndpointer();
  let rest = new Float32Array(0);
  let frames = 0;
  let lead: Float32Array[] = [];
  let silence = 0;
  let said: HeardWord[] = [];
  let segment: Segment | undefined;
  let place: Place | undefined;
  let isSentenceEnd = false;

  const heardAt = (startMs: number, words: readonly DecodedWord[], isFinal: boolean): HeardWord[] => {
    const found = placeOf(
      scripts,
      words.map(({ text }) => text),
      place,
    );
    return words.map(({ text, start, end, confidence }, at) => ({
      text,
      display: (found && scripts[found.script]?.written[found.at + at]) ?? text,
      start: startMs + start,
      end: startMs + end,
      confidence: Math.round(confidence * 1000) / 1000,
      isFinal,
    }));
  };

  async function finish(): Promise<void> {
    if (segment === undefined) return;
    const { startMs, committed } = segment;
    segment = undefined;
    const words = await decoders.stop(id);
    if (isEvident(words) || committed.length > 0) {
      const found = placeOf(
        scripts,
        words.map(({ text }) => text),
        place,
      );
      said.push(...committed, ...heardAt(startMs, words, true).slice(committed.length));
      if (found !== undefined && words.length > 0) {
        isSentenceEnd = endsThere(scripts, found, words.length);
        place = { script: found.script, at: found.at + words.length };
      }
    }
  }

  async function feed(samples: Float32Array): Promise<void> {
    if (segment === undefined) return;
    const words = await decoders.feed(id, samples);
    const { latest, ages, committed, startMs } = segment;
    segment.ages = words.map(({ text }, at) => (latest[at]?.text === text ? (ages[at] ?? 0) + 1 : 0));
    segment.latest = words;
    if (!hasEvidence(segment)) return;
    const all = heardAt(startMs, words, true);
    while (committed.length < words.length - 1 && segment.ages[committed.length]! >= STABLE) {
      committed.push(all[committed.length]!);
    }
  }

  function hearing(): Hearing {
    const live = segment === undefined ? [] : liveWords(segment);
    const words = [...said, ...live];
    return {
      words,
      silenceMs: silence * FRAME_MS,
      endConfidence: words.length === 0 ? 0.5 : live.length > 0 ? 0.02 : isSentenceEnd ? 0.85 : 0.15,
    };
  }

  /** Final words, and the next one as it looks now. */
  function liveWords(running: Segment): HeardWord[] {
    const { committed, latest, startMs } = running;
    if (!hasEvidence(running)) return committed;
    const next = heardAt(startMs, latest, false)[committed.length];
    return next === undefined ? committed : [...committed, next];
  }

  return {
    async hear(samples) {
      const sound = Float32Array.from(samples, (sample) => sample / 0x8000);
      const all = joined([rest, resampled(sound)]);
      const whole = Math.floor(all.length / FRAME) * FRAME;
      rest = all.slice(whole);
      let pending: Float32Array[] = [];
      for (let at = 0; at < whole; at += FRAME) {
        const frame = all.slice(at, at + FRAME);
        const isSpeech = endpointer.push(frame);
        silence = isSpeech ? 0 : silence + 1;
        if (segment === undefined) {
          lead = [...lead, frame].slice(-LEAD);
          if (isSpeech) {
            segment = { startMs: (frames + 1 - lead.length) * FRAME_MS, committed: [], latest: [], ages: [] };
            await decoders.start(id);
            pending = lead;
            lead = [];
          }
        } else {
          pending.push(frame);
          if (silence >= SEGMENT_END) {
            await feed(joined(pending));
            pending = [];
            await finish();
          }
        }
        frames++;
      }
      if (pending.length > 0) await feed(joined(pending));
      return hearing();
    },
    async endTurn() {
      await finish();
      const result = hearing();
      said = [];
      return result;
    },
    close: () => decoders.release(id),
  };
}

function joined(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const result = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
