import { describe, expect, it } from 'vitest';
import { audioSecondsOf } from '../../src/lib/audio-length.ts';
import { calledPauseMs, pauseMs } from '../../src/lib/waiting/pace.ts';

const MINUTE = 60_000;

describe('A pause', () => {
  it.each([
    [undefined, 3],
    [0, 2],
    [600, 3],
    [3_600, 8],
    [36_000, 20],
  ])('that the webhook ends, for %s seconds of audio, is due after %i minutes', (audioSeconds, minutes) => {
    expect(calledPauseMs(audioSeconds) / MINUTE).toBe(minutes);
  });

  it.each([
    [0, undefined, 1],
    [20 * MINUTE, undefined, 4],
    [180 * MINUTE, undefined, 10],
    [0, 3_600, 2],
    [0, 36_000, 10],
  ])('before the check after %i ms, for %s seconds of audio, lasts %i minutes', (elapsedMs, audioSeconds, minutes) => {
    expect(pauseMs(elapsedMs, audioSeconds) / MINUTE).toBe(minutes);
  });
});

describe('The estimated length of a file', () => {
  it('comes from the header of a WAV file', () => {
    const wav = Buffer.alloc(32_044);
    wav.write('RIFF');
    wav.writeUInt32LE(16_000, 28);
    expect(audioSecondsOf(wav)).toBeCloseTo(2, 1);
  });

  it('comes from the size of any other file', () => {
    expect(audioSecondsOf(Buffer.alloc(160_000))).toBe(10);
    expect(audioSecondsOf(Buffer.from('RIFF'))).toBeLessThan(1);
    expect(audioSecondsOf(Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(60)]))).toBeLessThan(1);
  });
});
