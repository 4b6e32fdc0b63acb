import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createOggReader } from '../streaming/ogg.ts';
import { createOggOpus, OGG_OPUS_RATE } from '../streaming/ogg-opus.ts';

const tone = new Uint8Array(
  readFileSync(new URL('../../../packages/core/test/fixtures/audio/tone-opus.ogg', import.meta.url)),
);
const packetsOf = (chunks: readonly Uint8Array[]): Uint8Array[] => {
  const reader = createOggReader();
  return chunks.flatMap((chunk) => reader.push(chunk));
};

describe('a stream in Ogg', () => {
  it('has the same packets, however it is cut', () => {
    const whole = packetsOf([tone]);
    expect(new TextDecoder().decode(whole[0]!.subarray(0, 8))).toBe('OpusHead');
    expect(new TextDecoder().decode(whole[1]!.subarray(0, 8))).toBe('OpusTags');
    fc.assert(
      fc.property(fc.array(fc.nat(tone.length), { maxLength: 20 }), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), tone.length];
        expect(packetsOf(at.slice(1).map((end, index) => tone.subarray(at[index], end)))).toEqual(whole);
      }),
    );
  });

  it('is refused if it is something else', () => {
    expect(() => packetsOf([new Uint8Array(100)])).toThrow('no Ogg stream');
  });

  it('of Opus is decoded to sound', async () => {
    const opus = createOggOpus();
    const samples = await opus.decode(tone);
    opus.close();
    expect(samples.length / OGG_OPUS_RATE).toBeGreaterThan(0.3);
    expect(samples.reduce((a, b) => Math.max(a, b))).toBeGreaterThan(2_000);
  });
});
