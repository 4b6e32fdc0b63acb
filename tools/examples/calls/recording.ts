import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDecoder } from '@aai-connectors/core/streaming';
import { bytesPerSample, type CallAudio, silence } from './audio-format.ts';

/** The audio of a call in temporary files, one for each channel, so that a long call needs no memory. */
export interface CallRecording {
  /** Adds audio of a channel at its time in the call, ms. */
  write(channel: string, audio: Uint8Array, atMs: number): void;
  /** Names of the channels, in the order of the file. */
  readonly channels: readonly string[];
  /**
   * Writes a WAV file of 16-bit samples with all channels. Shorter channels end with silence.
   *
   * @returns its length in seconds
   * @throws errors of the file system, also those of earlier writes
   */
  save(path: string): Promise<number>;
  /** Deletes the temporary files. */
  discard(): Promise<void>;
}

interface Channel {
  readonly file: Promise<FileHandle>;
  bytes: number;
}

/** Bytes of a channel that are read or written at a time. */
const BLOCK = 1 << 16;
const WAV_HEADER_BYTES = 44;
const WAV_SAMPLE_BYTES = 2;
/** Sizes in a WAV file have 32 bits. */
const MOST_BYTES = 0xffff_ffff - WAV_HEADER_BYTES;
/** Milliseconds by which the times of successive chunks may differ from their length. */
const JITTER_MS = 100;

export function createRecording(audio: CallAudio, known: readonly string[] = []): CallRecording {
  const width = bytesPerSample(audio);
  const bytesPerMs = (audio.sample_rate * width) / 1000;
  const channels = new Map<string, Channel>();
  let folder: Promise<string> | undefined;
  /** Writes in their order. Rejects after a failed write. */
  let written: Promise<unknown> = Promise.resolve();

  function channelOf(name: string): Channel {
    const found = channels.get(name);
    if (found !== undefined) return found;
    folder ??= mkdtemp(join(tmpdir(), 'call-'));
    const number = channels.size;
    const file = folder.then((path) => open(join(path, `${number}.raw`), 'w+'));
    // A failure is reported by the writes.
    file.catch(() => undefined);
    const channel: Channel = { file, bytes: 0 };
    channels.set(name, channel);
    return channel;
  }
  for (const name of known) channelOf(name);

  function append(channel: Channel, bytes: Uint8Array): void {
    const copy = Uint8Array.from(bytes);
    const at = channel.bytes;
    channel.bytes += copy.length;
    written = written.then(async () => (await channel.file).write(copy, 0, copy.length, at));
    // `save` reports a failure.
    written.catch(() => undefined);
  }

  function fill(channel: Channel, missingMs: number): void {
    const blockMs = BLOCK / bytesPerMs;
    for (let left = missingMs; left > 0; left -= blockMs) append(channel, silence(audio, Math.min(left, blockMs)));
  }

  /** Reads bytes of a channel, with silence after its end. */
  async function read({ file, bytes }: Channel, from: number, length: number): Promise<Uint8Array> {
    const block = silence(audio, length / bytesPerMs);
    const count = Math.min(length, bytes - from);
    if (count > 0) await (await file).read(block, 0, count, from);
    return block;
  }

  const toPcm = (bytes: Uint8Array): Uint8Array =>
    audio.encoding === 'pcm_s16le'
      ? bytes
      : createDecoder({ sample: 'mulaw', channels: 1, sampleRate: audio.sample_rate }).push(bytes)[0]!;

  async function discard(): Promise<void> {
    await written.catch(() => undefined);
    const files = await Promise.allSettled([...channels.values()].map(({ file }) => file));
    await Promise.allSettled(files.flatMap((one) => (one.status === 'fulfilled' ? [one.value.close()] : [])));
    if (folder !== undefined) await folder.then((path) => rm(path, { recursive: true, force: true }));
  }

  return {
    write(name, bytes, atMs) {
      const channel = channelOf(name);
      const missingMs = atMs - channel.bytes / bytesPerMs;
      if (missingMs > JITTER_MS) fill(channel, missingMs);
      append(channel, bytes);
    },
    get channels() {
      return [...channels.keys()];
    },
    async save(path) {
      await written;
      const parts = [...channels.values()];
      const longest = Math.max(0, ...parts.map(({ bytes }) => bytes));
      const block = parts.length * WAV_SAMPLE_BYTES;
      const frames = Math.min(Math.floor(longest / width), Math.floor(MOST_BYTES / Math.max(1, block)));
      const file = await open(path, 'w');
      try {
        await file.write(wavHeader(audio.sample_rate, parts.length, frames * block));
        const step = BLOCK / width;
        for (let frame = 0; frame < frames; frame += step) {
          const count = Math.min(step, frames - frame);
          const blocks = await Promise.all(parts.map((part) => read(part, frame * width, count * width)));
          await file.write(interleaved(blocks.map(toPcm)));
        }
      } finally {
        await file.close();
      }
      return frames / audio.sample_rate;
    },
    discard,
  };
}

function interleaved(channels: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(channels.reduce((sum, { length }) => sum + length, 0));
  const block = channels.length * WAV_SAMPLE_BYTES;
  channels.forEach((bytes, channel) => {
    for (let at = 0; at < bytes.length; at += WAV_SAMPLE_BYTES) {
      const to = (at / WAV_SAMPLE_BYTES) * block + channel * WAV_SAMPLE_BYTES;
      all[to] = bytes[at]!;
      all[to + 1] = bytes[at + 1]!;
    }
  });
  return all;
}

/** Source: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0", section WAVE. */
function wavHeader(sampleRate: number, channels: number, dataBytes: number): Uint8Array {
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  const block = channels * WAV_SAMPLE_BYTES;
  header.write('RIFF', 0);
  header.writeUInt32LE(WAV_HEADER_BYTES - 8 + dataBytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * block, 28);
  header.writeUInt16LE(block, 32);
  header.writeUInt16LE(WAV_SAMPLE_BYTES * 8, 34);
  header.write('data', 36);
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
