import { describe, expect, it } from 'vitest';
import { transcriptChoice, type TranscriptListItem } from '../../src/index.ts';

const item = (some: Partial<TranscriptListItem>): TranscriptListItem =>
  ({
    id: 't1',
    status: 'completed',
    created: '2026-01-31T12:34:56.789',
    audio_url: 'https://x.example/a.mp3',
    ...some,
  }) as TranscriptListItem;

describe('a transcript to choose', () => {
  it.each([
    [{}, 'a.mp3 (2026-01-31 12:34)'],
    [{ audio_url: 'https://x.example/My%20call.mp3?sig=1' }, 'My call.mp3 (2026-01-31 12:34)'],
    [{ audio_url: 'https://x.example/100%.mp3' }, '100%.mp3 (2026-01-31 12:34)'],
    [{ audio_url: 'https://cdn.assemblyai.com/upload/0a1b' }, 't1 (2026-01-31 12:34)'],
    [{ audio_url: 'https://x.example/' }, 't1 (2026-01-31 12:34)'],
    [{ audio_url: 'nothing' }, 't1 (2026-01-31 12:34)'],
    [{ status: 'processing' as const }, 'a.mp3 (2026-01-31 12:34, processing)'],
  ])('%j reads %s', (some, label) => {
    expect(transcriptChoice(item(some))).toEqual({ value: 't1', label });
  });
});
