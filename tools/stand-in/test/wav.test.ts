import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelOf, covered, durationMsOf, parseWav, resample, wavFile } from '../engines/wav.ts';

const wavs = fc.record({
  sampleRate: fc.constantFrom(8000, 11_025, 16_000, 44_100),
  channels: fc.constantFrom(1, 2),
  frames: fc.array(fc.integer({ min: -0x8000, max: 0x7fff }), { maxLength: 200 }),
});

describe('a WAV file', () => {
  it('reads back as what was written, wherever it lies in memory', () => {
    fc.assert(
      fc.property(wavs, fc.nat(9), ({ sampleRate, channels, frames }, offset) => {
        const samples = Int16Array.from(frames.flatMap((value) => Array<number>(channels).fill(value)));
        const file = wavFile({ sampleRate, channels, samples });
        const somewhere = Buffer.alloc(file.byteLength + offset + 5);
        somewhere.set(file, offset);
        const read = parseWav(somewhere.subarray(offset, offset + file.byteLength));
        expect(read).toEqual({ sampleRate, channels, samples });
      }),
    );
  });

  it('is not made of anything else, and never crashes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(parseWav(bytes)).toBeUndefined();
        const damaged = wavFile({ sampleRate: 8000, channels: 1, samples: new Int16Array(4) });
        damaged.set(bytes.subarray(0, 40), 12);
        parseWav(damaged);
      }),
    );
  });

  it('may end before it says, as streams do', () => {
    const file = wavFile({ sampleRate: 8000, channels: 1, samples: Int16Array.of(1, 2, 3) });
    new DataView(file.buffer).setUint32(40, 0xffffffff, true);
    expect(parseWav(file)?.samples).toEqual(Int16Array.of(1, 2, 3));
  });

  it('knows how long it is, and what is on each channel', () => {
    const wav = {
      sampleRate: 8000,
      channels: 2,
      samples: Int16Array.from({ length: 1600 }, (_, at) => (at % 2) * 0x4000),
    };
    expect(durationMsOf(wav)).toBe(100);
    expect(new Set(channelOf(wav, 0))).toEqual(new Set([0]));
    expect(new Set(channelOf(wav, 1))).toEqual(new Set([0.5]));
    expect(new Set(channelOf(wav, 'mix'))).toEqual(new Set([0.25]));
  });

  it('keeps its length and level at another rate', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(8000, 11_025, 44_100, 48_000),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (rate, level) => {
          const sound = resample(new Float32Array(rate).fill(level), rate, 16_000);
          expect(sound.length).toBeCloseTo(16_000, -1);
          expect(sound[8000]).toBeCloseTo(level, 5);
        },
      ),
    );
  });
});

describe('covering', () => {
  const wav = { sampleRate: 1000, channels: 2, samples: new Int16Array(2000).fill(7) };

  it('puts a tone over the spans and leaves the rest alone', () => {
    const { samples } = covered(wav, [{ start: 100, end: 200 }], false);
    expect(samples.subarray(0, 200)).toEqual(wav.samples.subarray(0, 200));
    expect(samples.subarray(400)).toEqual(wav.samples.subarray(400));
    expect(samples.subarray(200, 400)).not.toContain(7);
  });

  it('puts silence there when asked to, and does not run over the end', () => {
    const { samples } = covered(wav, [{ start: 900, end: 5000 }], true);
    expect(samples).toHaveLength(2000);
    expect(new Set(samples.subarray(1800))).toEqual(new Set([0]));
  });
});
