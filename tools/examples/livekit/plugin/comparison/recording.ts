import { readFile } from 'node:fs/promises';
import { createDecoder, readWavHeader } from '@aai-connectors/core/streaming';
import { markedAudio, type MarkedWord, recordingPath } from '@aai-connectors/stand-in';
import { wordsOf } from '../../words.ts';

export const SAMPLE_RATE = 16_000;

export interface Dialogue {
  /** The recorded voices. */
  readonly voices: Int16Array;
  /** The same words at the same times as sounds that the stand-in recognizes exactly, and without effort. */
  readonly marked: Int16Array;
  readonly markedWords: readonly MarkedWord[];
  readonly words: readonly string[];
}

interface Utterance {
  readonly text: string;
  /** ms */
  readonly start: number;
  /** ms */
  readonly end: number;
}

/** Part of the time of a word that is silence. */
const PAUSE = 0.2;

/** The support call that is bundled with the stand-in: 25 s of 16-bit audio at 16 kHz. */
export async function dialogue(): Promise<Dialogue> {
  const bytes = await readFile(recordingPath('dialogue.wav'));
  const format = readWavHeader(bytes);
  if (typeof format !== 'object') throw new Error('The bundled recording is no WAV file.');
  const { utterances } = JSON.parse(await readFile(recordingPath('dialogue.json'), 'utf8')) as {
    readonly utterances: readonly Utterance[];
  };
  const markedWords = utterances.flatMap(markedWordsOf);
  // Messages of 100 ms have no rest: the API rejects those below 50 ms, which this plugin pads and others may not.
  const totalMs = Math.ceil(utterances.at(-1)!.end / 100) * 100 + 1_000;
  return {
    voices: samplesOf(bytes.subarray(format.dataStart)),
    marked: markedAudio(markedWords, totalMs, SAMPLE_RATE),
    markedWords,
    words: utterances.flatMap(({ text }) => wordsOf(text)),
  };
}

/** The words of an utterance, evenly over its time. */
function markedWordsOf({ text, start, end }: Utterance): readonly MarkedWord[] {
  const displays = text.split(' ');
  const wordMs = (end - start) / displays.length;
  return displays.map((display, at) => ({
    text: wordsOf(display).join(' '),
    display,
    start: Math.round(start + at * wordMs),
    end: Math.round(start + (at + 1 - PAUSE) * wordMs),
  }));
}

/** The same audio as a room delivers it: 48 kHz, two channels. */
export function asInRoom(samples: Int16Array): Int16Array {
  const decoder = createDecoder({ sample: 's16', channels: 1, sampleRate: SAMPLE_RATE }, { sampleRate: 48_000 });
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  const mono = samplesOf(Buffer.concat([decoder.push(bytes)[0]!, decoder.flush()[0]!]));
  return Int16Array.from({ length: mono.length * 2 }, (_, at) => mono[at >> 1]!);
}

/** Copies, because samples of 16 bits must start at even positions. */
const samplesOf = (bytes: Uint8Array): Int16Array =>
  new Int16Array(Uint8Array.from(bytes.subarray(0, bytes.length & ~1)).buffer);
