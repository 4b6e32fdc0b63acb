import type { Word } from './audio-model.ts';
import type { Spoken } from './engines/engine.ts';
import { resultOf } from './jobs/result.ts';
import type { SeedTranscript } from './options.ts';
import type { Service } from './service.ts';

const WORD_MS = 400;

/** Puts transcripts into the list that were never submitted here. */
export function plant({ transcripts, clock, settings }: Service, seeds: readonly SeedTranscript[]): void {
  const key = settings.keys[0];
  if (key === undefined) return;
  for (const [at, seed] of seeds.entries()) {
    const createdAt = seed.created === undefined ? clock.now() - (seeds.length - at) * 1000 : Date.parse(seed.created);
    const request = { audio_url: seed.audio_url };
    const record = transcripts.add({ key, request, createdAt, webhookFault: undefined });
    record.status = seed.status ?? (seed.error === undefined ? 'completed' : 'error');
    record.throttled = seed.throttled ?? false;
    record.completedAt = createdAt;
    if (record.status === 'error') record.error = seed.error ?? 'Audio duration is too short.';
    else Object.assign(record, { engine: 'seed', result: resultOf(request, spokenFrom(seed.text ?? '')) });
  }
}

function spokenFrom(text: string): Spoken {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return {
    words: words.map((word, at): Word => ({
      text: word,
      start: at * WORD_MS,
      end: (at + 1) * WORD_MS,
      confidence: 1,
      speaker: null,
    })),
    durationMs: words.length * WORD_MS,
    channels: 1,
    languageCode: 'en_us',
    entities: [],
    recorded: {},
  };
}
