import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { parseWebhook, receiveWebhook } from '../../src/webhook/index.ts';

const COMPLETED = { transcript_id: 't-1', status: 'completed' };
const REDACTED = { status: 'redacted_audio_ready', redacted_audio_url: 'https://example.com/a.wav' };

describe('a delivery in the forms of different hosts', () => {
  it('is read from a buffer of another realm', () => {
    const bytes = [...new TextEncoder().encode(JSON.stringify(COMPLETED))];
    const foreign: unknown = runInNewContext('Uint8Array.from(bytes).buffer', { bytes });
    expect(foreign instanceof ArrayBuffer).toBe(false);
    expect(parseWebhook(foreign)).toEqual({ kind: 'transcript', transcriptId: 't-1', status: 'completed' });
  });

  it('is refused as that of another job if its query cannot be read', () => {
    const query = {
      get aai_ref(): string {
        throw new Error('no');
      },
    };
    expect(receiveWebhook({ body: COMPLETED, query, expected: { ref: 'r' } })).toMatchObject({
      accepted: false,
      reason: 'other_job',
    });
  });

  it('is never matched by an empty reference', () => {
    const expected = { secret: 'secret-value', ref: '' };
    expect(receiveWebhook({ body: REDACTED, query: 'aai_ref=', expected })).toMatchObject({
      accepted: false,
      reason: 'other_job',
    });
  });

  it('is refused if one of two references is wrong', () => {
    const expected = { secret: 'secret-value', ref: 'r' };
    for (const query of ['aai_ref=r&aai_ref=x', { aai_ref: ['r', 'x'] }]) {
      expect(receiveWebhook({ body: REDACTED, query, expected })).toMatchObject({ reason: 'other_job' });
    }
    expect(receiveWebhook({ body: REDACTED, query: { aai_ref: ['r', 'r'] }, expected }).accepted).toBe(true);
  });
});
