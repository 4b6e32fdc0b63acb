import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecording } from '../calls/recording.ts';
import { createTimeline, LONGEST_SILENCE_MS } from '../calls/timeline.ts';

describe('the timeline of a channel', () => {
  it('gives each piece of audio the time at which it was heard, whatever is missing before it', () => {
    const pieces = fc.array(
      fc.record({ gapMs: fc.integer({ min: 0, max: 100_000 }), ms: fc.integer({ min: 20, max: 2_000 }) }),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const timeline = createTimeline();
        let [callMs, sentMs] = [0, 0];
        for (const { gapMs, ms } of parts) {
          const { missing, silenceMs } = timeline.place(ms, callMs + gapMs);
          const isGap = callMs + gapMs - timeline.endMs + ms > 100;
          if (isGap) expect(missing?.end).toBe(callMs + gapMs);
          expect(silenceMs).toBeLessThanOrEqual(LONGEST_SILENCE_MS);
          sentMs += silenceMs;
          // Small differences are jitter, and not corrected until they add up.
          expect(Math.abs(timeline.inCall(sentMs) - (callMs + gapMs))).toBeLessThanOrEqual(100);
          sentMs += ms;
          callMs = timeline.endMs;
        }
      }),
    );
  });
});

describe('the recording of a call', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'recording-test-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** 16-bit samples of a value. */
  const samples = (count: number, value: number): Uint8Array =>
    new Uint8Array(new Int16Array(count).fill(value).buffer);

  it('has all channels at the same time, with silence where a channel sent nothing', async () => {
    const recording = createRecording({ encoding: 'pcm_s16le', sample_rate: 1_000 }, ['a']);
    recording.write('b', samples(100, 7), 0);
    recording.write('a', samples(50, 3), 400);
    recording.write('b', samples(10, 8), 99);
    const path = join(folder, 'call.wav');
    expect(await recording.save(path)).toBe(0.45);
    await recording.discard();
    const file = await readFile(path);
    expect(file.readUInt16LE(22)).toBe(2);
    expect(file.readUInt32LE(40)).toBe(450 * 4);
    expect(file.length).toBe(44 + 450 * 4);
    const at = (ms: number): number[] => [file.readInt16LE(44 + ms * 4), file.readInt16LE(46 + ms * 4)];
    expect([0, 99, 100, 109, 110, 399, 400, 449].map(at)).toEqual([
      ...[
        [0, 7],
        [0, 7],
        [0, 8],
        [0, 8],
      ],
      ...[
        [0, 0],
        [0, 0],
        [3, 0],
        [3, 0],
      ],
    ]);
  });

  it('of a phone line has 16-bit samples, also over many blocks', async () => {
    const recording = createRecording({ encoding: 'pcm_mulaw', sample_rate: 8_000 });
    recording.write('caller', new Uint8Array(200_001).fill(0x80), 0);
    recording.write('caller', new Uint8Array(1).fill(0xff), 3_600_000);
    const path = join(folder, 'phone.wav');
    expect(await recording.save(path)).toBe(3_600 + 1 / 8_000);
    await recording.discard();
    const file = await readFile(path);
    expect(file.readUInt16LE(20)).toBe(1);
    expect(file.readInt16LE(44 + 200_000 * 2)).toBe(32_124);
    expect(file.readInt16LE(44 + 200_001 * 2)).toBe(0);
    expect(file.readUInt32LE(4) + 8).toBe(file.length);
  });
});
