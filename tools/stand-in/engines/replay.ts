import { readFileSync } from 'node:fs';
import type { Utterance, Word } from '../audio-model.ts';
import type { Engine, Spoken } from './engine.ts';

/** An answer of the service that was recorded for one `audio_url`, with as many of its fields as there are. */
export interface RecordedTranscript {
  readonly words: readonly Word[];
  readonly utterances?: readonly Utterance[];
  /** Seconds. */
  readonly audio_duration: number;
  readonly language_code?: string;
  readonly [field: string]: unknown;
}

/** Replays recorded answers, by the URL they were recorded for. The audio itself is never asked for. */
export function replayEngine(recorded: Readonly<Record<string, RecordedTranscript>> = bundledTranscripts()): Engine {
  return {
    name: 'replay',
    transcribe: async ({ url }) => {
      const transcript = recorded[url];
      return transcript === undefined ? undefined : spokenOf(transcript);
    },
  };
}

function spokenOf(transcript: RecordedTranscript): Spoken {
  return {
    words: transcript.words,
    durationMs: transcript.audio_duration * 1000,
    channels: 1,
    languageCode: transcript.language_code ?? 'en_us',
    entities: (transcript['entities'] ?? []) as Spoken['entities'],
    recorded: transcript,
  };
}

const WILDFIRES = new URL('../fixtures/wildfires/', import.meta.url);

/** What the vendor's documentation prints for its sample file. */
export function bundledTranscripts(): Record<string, RecordedTranscript> {
  const read = (name: string): object =>
    JSON.parse(readFileSync(new URL(`transcript-response-${name}.json`, WILDFIRES), 'utf8')) as object;
  const features = [
    'auto-chapters',
    'auto-highlights',
    'content-safety',
    'entity-detection',
    'iab-categories',
    'sentiment-analysis',
    'summarization',
  ];
  const transcript = Object.assign({}, read('completed-speaker-labels'), ...features.map(read)) as RecordedTranscript;
  // The length of the file; the printed words stop earlier.
  return { 'https://assembly.ai/wildfires.mp3': { ...transcript, audio_duration: 281 } };
}
