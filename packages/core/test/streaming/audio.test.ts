import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../src/streaming/audio/decoder.ts';
import { pcmFormat } from '../../src/streaming/audio/encoding.ts';
import { createFramer } from '../../src/streaming/outgoing/framer.ts';
import { createResampler } from '../../src/streaming/audio/resample.ts';
import { fromMulaw, toMulaw } from '../../src/streaming/audio/samples.ts';
import { chunksOf, type ChunkSource } from '../../src/streaming/audio/source.ts';
import { readWavHeader } from '../../src/streaming/audio/wav.ts';
import { createPacer } from '../../src/streaming/outgoing/pace.ts';

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

describe('framing', () => {
  it('makes valid frames from any chunks without changing bytes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('pcm_s16le', 'pcm_mulaw'),
        fc.constantFrom(1000, 2050, 8000),
        fc.integer({ min: 50, max: 1000 }),
        fc.array(fc.integer({ min: 0, max: 9000 }), { maxLength: 12 }),
        (encoding, sampleRate, frameMs, sizes) => {
          const format = pcmFormat(sampleRate, encoding)!;
          const framer = createFramer(format, frameMs);
          let at = 0;
          const chunks = sizes.map((size) => Uint8Array.from({ length: size }, () => (at = (at + 7) % 251)));
          const frames = chunks.flatMap((chunk) => framer.push(chunk));
          const shortest = Math.ceil((sampleRate * 50) / 1000) * format.bytesPerSample;
          expect(framer.pending).toBeLessThan(shortest + format.bytesPerSample);
          const all = joined(chunks);
          const whole = all.length - (all.length % format.bytesPerSample);
          const tail = framer.flush();
          for (const frame of [...frames, ...tail]) {
            expect(frame.length % format.bytesPerSample).toBe(0);
            expect(frame.length).toBeGreaterThanOrEqual(shortest);
            expect(frame.length).toBeLessThanOrEqual((sampleRate * format.bytesPerSample * 1000) / 1000);
          }
          const sent = joined([...frames, ...tail]);
          expect(sent.subarray(0, whole)).toEqual(all.subarray(0, whole));
          expect(sent.subarray(whole).every((byte) => byte === format.silence)).toBe(true);
          expect(sent.length - whole).toBeLessThan(shortest);
        },
      ),
    );
  });

  it('returns chunks of a valid length immediately', () => {
    const framer = createFramer(pcmFormat(16_000)!, 100);
    expect(framer.push(new Uint8Array(64 * 32)).map(({ length }) => length / 32)).toEqual([64]);
    expect(framer.push(new Uint8Array(20 * 32))).toEqual([]);
    expect(framer.push(new Uint8Array(40 * 32)).map(({ length }) => length / 32)).toEqual([60]);
    expect(framer.push(new Uint8Array(260 * 32)).map(({ length }) => length / 32)).toEqual([100, 100, 60]);
  });

  it('never exceeds the maximum message size', () => {
    const framer = createFramer(pcmFormat(192_000)!, 1000);
    const frames = [...framer.push(new Uint8Array(192_000 * 2)), ...framer.flush()];
    expect(Math.max(...frames.map(({ length }) => length))).toBe(128 * 1024);
  });

  it('copies chunks, so that callers can reuse their memory', () => {
    const framer = createFramer(pcmFormat(1000)!, 100);
    const chunk = new Uint8Array(200).fill(1);
    const [frame] = framer.push(chunk);
    chunk.fill(9);
    expect(frame!.every((byte) => byte === 1)).toBe(true);
  });
});

describe('the pacer', () => {
  it('never sends ahead of real time, and catches up at the configured speed', () => {
    const pacer = createPacer({ slackMs: 200, catchUp: 2, burstMs: 1000 });
    pacer.begun(1000, 0);
    expect(pacer.delay(1000, 200)).toBe(0);
    expect(pacer.delay(1000, 300)).toBe(100);
    pacer.begun(61_000, 10_000);
    expect(pacer.delay(61_000, 10_200)).toBe(0);
    expect(pacer.delay(61_000, 12_200)).toBe(1000);
    expect(pacer.delay(200_000, 60_000)).toBe(0);
    // The service rejected a lead of five seconds, two seconds after the connection began.
    pacer.slowDown(63_000, 17_000);
    pacer.begun(100_000, 10_000);
    expect(pacer.delay(103_500, 17_000)).toBe(0);
    expect(pacer.delay(103_500, 18_000)).toBe(1000);
    expect(pacer.leadMs).toBe(3500);
  });

  it('never runs ahead of a service that rejects even a small lead', () => {
    const pacer = createPacer({ slackMs: 200, catchUp: 3, burstMs: 1000 });
    pacer.begun(0, 0);
    expect(pacer.leadMs).toBe(Infinity);
    pacer.begun(60_000, 10_000);
    pacer.slowDown(60_100, 10_350);
    expect(pacer.leadMs).toBe(0);
    pacer.begun(61_000, 10_000);
    expect(pacer.delay(61_000, 10_100)).toBe(100);
    expect(pacer.delay(71_000, 20_000)).toBe(0);
  });

  it('does not delay a live source that writes in bursts', () => {
    const pacer = createPacer({ slackMs: 200, catchUp: 3, burstMs: 1000 });
    pacer.begun(1000, 0);
    expect(pacer.delay(2000, 2000)).toBe(800);
    pacer.spoken(1000, 1000);
    expect(pacer.delay(2000, 2000)).toBe(0);
    expect(pacer.delay(2000, 2500)).toBe(300);
    // A source of more than that is not live.
    pacer.spoken(2000, 60_000);
    expect(pacer.delay(10_000, 10_200)).toBe(0);
    expect(pacer.delay(10_000, 10_300)).toBe(100);
  });
});

describe('mu-law', () => {
  it('is unchanged after decoding and encoding, for every byte', () => {
    for (let byte = 0; byte < 256; byte++) {
      const sample = fromMulaw(byte);
      expect(fromMulaw(toMulaw(sample))).toBe(sample);
    }
    expect([fromMulaw(0x00), fromMulaw(0x80), fromMulaw(0xff), fromMulaw(0x7f)]).toEqual([-32_124, 32_124, 0, 0]);
  });

  it('stays within a few percent of any sample', () => {
    fc.assert(
      fc.property(fc.integer({ min: -32_768, max: 32_767 }), (sample) => {
        expect(Math.abs(fromMulaw(toMulaw(sample)) - sample)).toBeLessThanOrEqual(Math.abs(sample) * 0.04 + 8);
      }),
    );
  });
});

function sine(hz: number, rate: number, seconds: number): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, at) => 0.5 * Math.sin((2 * Math.PI * hz * at) / rate));
}

const power = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);

describe('resampling', () => {
  it.each([
    [44_100, 16_000],
    [48_000, 16_000],
    [8000, 16_000],
    [16_000, 8000],
    [11_025, 16_000],
  ])('from %i to %i Hz does not delay speech', (from, to) => {
    const resampler = createResampler(from, to);
    const result = new Float32Array([...resampler.push(sine(440, from, 1)), ...resampler.flush()]);
    expect(result.length).toBe(to);
    const wanted = sine(440, to, 1);
    const middle = (samples: Float32Array): Float32Array => samples.subarray(200, to - 200);
    const error = middle(result).map((value, at) => value - middle(wanted)[at]!);
    expect(power(error) / power(wanted)).toBeLessThan(0.01);
  });

  it('avoids aliasing', () => {
    const resampler = createResampler(48_000, 16_000);
    const result = new Float32Array([...resampler.push(sine(11_000, 48_000, 1)), ...resampler.flush()]);
    expect(power(result.subarray(200, 15_800))).toBeLessThan(0.005);
  });

  it('is independent of chunk sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 8 }), (cuts) => {
        const input = sine(300, 44_100, 0.1);
        const whole = createResampler(44_100, 16_000);
        const expected = [...whole.push(input), ...whole.flush()];
        const parts = createResampler(44_100, 16_000);
        const result: number[] = [];
        let at = 0;
        for (const cut of cuts) {
          result.push(...parts.push(input.subarray(at, at + cut)));
          at += cut;
        }
        result.push(...parts.push(input.subarray(at)), ...parts.flush());
        expect(result).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});

function wav(options: {
  code?: number;
  bits?: number;
  channels?: number;
  rate?: number;
  data: Uint8Array;
  before?: Uint8Array;
  size?: number;
}): Uint8Array {
  const { code = 1, bits = 16, channels = 1, rate = 16_000, data, before = new Uint8Array(0) } = options;
  const bytes = new Uint8Array(44 + before.length + data.length);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string): void =>
    bytes.set(
      [...text].map((letter) => letter.charCodeAt(0)),
      at,
    );
  tag(0, 'RIFF');
  tag(8, 'WAVE');
  tag(12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, code, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint16(32, (channels * bits) / 8, true);
  view.setUint16(34, bits, true);
  bytes.set(before, 36);
  tag(36 + before.length, 'data');
  view.setUint32(40 + before.length, options.size ?? data.length, true);
  bytes.set(data, 44 + before.length);
  return bytes;
}

describe('WAV', () => {
  it('is parsed as soon as the header is complete', () => {
    const title = new Uint8Array([...'LIST'].map((letter) => letter.charCodeAt(0)).concat([4, 0, 0, 0, 1, 2, 3, 4]));
    const file = wav({ channels: 2, rate: 44_100, data: new Uint8Array(8), before: title });
    const expected = { channels: 2, sampleRate: 44_100, sample: 's16', dataStart: 56, dataBytes: 8 };
    expect(readWavHeader(file)).toEqual(expected);
    for (let length = 0; length < 56; length++) expect(readWavHeader(file.subarray(0, length))).toBeUndefined();
  });

  it.each([0, 0xffff_ffff])('is accepted with unknown length: %i', (size) => {
    expect(readWavHeader(wav({ data: new Uint8Array(2), size }))!.dataBytes).toBeUndefined();
  });

  it('is accepted with an extensible format header', () => {
    const plain = wav({ channels: 2, data: new Uint8Array(8) });
    const file = new Uint8Array(plain.length + 24);
    file.set(plain.subarray(0, 36));
    file.set(plain.subarray(36), 60);
    const view = new DataView(file.buffer);
    view.setUint32(16, 40, true);
    view.setUint16(20, 0xfffe, true);
    view.setUint16(36, 22, true);
    // The format code of floats, in the first bytes of the GUID.
    view.setUint16(44, 3, true);
    view.setUint16(34, 32, true);
    expect(readWavHeader(file)).toEqual({
      channels: 2,
      sampleRate: 16_000,
      sample: 'f32',
      dataStart: 68,
      dataBytes: 8,
    });
  });

  it.each([
    [new Uint8Array(20), 'not a WAV file'],
    [new TextEncoder().encode('ID3 and more bytes'), 'not a WAV file'],
    [wav({ code: 85, data: new Uint8Array(2) }), 'unsupported compression'],
    [wav({ channels: 0, data: new Uint8Array(2) }), 'damaged'],
  ])('is rejected with a message otherwise', (bytes, words) => {
    expect(() => readWavHeader(bytes)).toThrow(words);
  });

  it('with random bytes causes only typed errors', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(43), (noise, at) => {
        const file = wav({ data: new Uint8Array(64) });
        file.set(noise.subarray(0, Math.min(noise.length, file.length - at)), at);
        try {
          readWavHeader(file);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad_input' });
        }
      }),
    );
  });

  it.each(['u8', 's16', 's24', 's32', 'f32', 'mulaw'] as const)('is decoded from %s', (sample) => {
    const width = { u8: 1, s16: 2, s24: 3, s32: 4, f32: 4, mulaw: 1 }[sample];
    const values = [0, 0.5, -0.5, 0.25];
    const bytes = new Uint8Array(values.length * width);
    const view = new DataView(bytes.buffer);
    values.forEach((value, at) => {
      if (sample === 'u8') view.setUint8(at, value * 128 + 128);
      if (sample === 's16') view.setInt16(at * 2, value * 0x8000, true);
      if (sample === 's24') {
        const whole = value * 0x80_0000;
        bytes.set([whole & 255, (whole >> 8) & 255, (whole >> 16) & 255], at * 3);
      }
      if (sample === 's32') view.setInt32(at * 4, value * 0x8000_0000, true);
      if (sample === 'f32') view.setFloat32(at * 4, value, true);
      if (sample === 'mulaw') view.setUint8(at, toMulaw(value * 0x8000));
    });
    const decoder = createDecoder({ channels: 1, sampleRate: 16_000, sample });
    // One byte at a time, so that chunks end within samples.
    const parts = [...bytes].map((byte) => decoder.push(Uint8Array.of(byte))[0]!);
    const pcm = new Int16Array(joined([...parts, ...decoder.flush()]).buffer);
    values.forEach((value, at) => expect(Math.abs(pcm[at]! - value * 0x8000)).toBeLessThan(700));
  });

  it('is mixed or split into channels', () => {
    const stereo = new Uint8Array(new Int16Array([1000, 3000, -2000, 2000]).buffer);
    const format = { channels: 2, sampleRate: 8000, sample: 's16' } as const;
    const samplesOf = (parts: readonly Uint8Array[]): number[][] =>
      parts.map((part) => [...new Int16Array(part.buffer)]);
    expect(samplesOf(createDecoder(format).push(stereo))).toEqual([[2000, 0]]);
    expect(samplesOf(createDecoder(format, { channels: 'split' }).push(stereo))).toEqual([
      [1000, -2000],
      [3000, 2000],
    ]);
    expect(createDecoder(format, { encoding: 'pcm_mulaw' }).push(stereo)[0]).toEqual(
      Uint8Array.of(toMulaw(2000), toMulaw(0)),
    );
  });
});

describe('audio comes from', () => {
  const bytes = Uint8Array.of(1, 2, 3, 4);
  const all = async (source: ChunkSource): Promise<number[]> => {
    const parts: Uint8Array[] = [];
    for await (const part of chunksOf(source)) parts.push(part);
    return [...joined(parts)];
  };

  it.each([
    ['bytes', () => bytes],
    ['an ArrayBuffer', () => bytes.slice().buffer],
    ['samples', () => new Int16Array(bytes.slice().buffer)],
    ['a list', () => [bytes.subarray(0, 1), bytes.subarray(1)]],
    ['a web stream', () => new Blob([bytes]).stream()],
    ['a Node stream', () => new PassThrough().end(bytes)],
  ])('%s', async (_, source) => {
    expect(await all(source() as ChunkSource)).toEqual([1, 2, 3, 4]);
  });

  it('a Node buffer, without keeping its memory', async () => {
    const buffer = Buffer.from([1, 2, 3, 4]);
    for await (const part of chunksOf(buffer)) {
      const copy = part.slice();
      buffer.fill(9);
      expect([...copy]).toEqual([1, 2, 3, 4]);
    }
  });

  it('an emitter, which is paused between reads', async () => {
    const calls: string[] = [];
    const emitter = Object.assign(new EventEmitter(), {
      pause: () => calls.push('pause'),
      resume: () => calls.push('resume'),
    });
    const reading = all(emitter);
    await Promise.resolve();
    emitter.emit('data', bytes.subarray(0, 2));
    emitter.emit('data', bytes.subarray(2));
    emitter.emit('end');
    expect(await reading).toEqual([1, 2, 3, 4]);
    expect(calls).toContain('pause');
    expect(calls).toContain('resume');
    expect(emitter.listenerCount('data')).toBe(0);
  });

  it('an emitter that fails', async () => {
    const emitter = new EventEmitter();
    const reading = all(emitter);
    await Promise.resolve();
    emitter.emit('error', new Error('unplugged'));
    await expect(reading).rejects.toThrow('unplugged');
  });

  it.each([
    ['a web stream', () => new ReadableStream<Uint8Array>()],
    ['a Node stream', () => new PassThrough()],
    ['an emitter', () => new EventEmitter()],
  ])('%s without data, which can be ended while waiting', async (_, source) => {
    const made = source();
    const chunks = chunksOf(made as ChunkSource);
    const waiting = chunks.next().catch(() => ({ done: true }));
    await chunks.return();
    expect(await waiting).toMatchObject({ done: true });
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
    if (made instanceof PassThrough) expect(made.destroyed).toBe(true);
    if (made instanceof EventEmitter) expect(made.listenerCount('data')).toBe(0);
  });

  it('no other value', async () => {
    await expect(all('text' as never)).rejects.toMatchObject({ code: 'bad_input' });
    await expect(all({} as never)).rejects.toMatchObject({ code: 'bad_input' });
    await expect(all(['text'] as never)).rejects.toMatchObject({ code: 'bad_input' });
  });
});
