import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../clock.ts';
import type { AudioOnDisk } from '../engines/engine.ts';
import { Refusal } from '../http.ts';

export interface Upload {
  readonly id: string;
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly expiresAt: number;
  /** Absent when uploads are discarded. */
  readonly file: AudioOnDisk | undefined;
}

export interface UploadStore {
  /** Stores a body as a stream, never as a whole in memory. */
  receive(key: string, body: Readable, announced: number | undefined): Promise<Upload>;
  find(id: string): Upload | undefined;
  all(): readonly Upload[];
}

/** Contract: `rest-supplement.md` section 1. */
const LARGEST = 2.2 * 2 ** 30;
const LIFETIME_MS = 24 * 3_600_000;

export function createUploadStore(clock: Clock, directory: string, mode: 'keep' | 'discard'): UploadStore {
  const uploads = new Map<string, Upload>();

  return {
    async receive(key, body, announced) {
      if (announced !== undefined && announced > LARGEST) throw tooLarge();
      const id = randomUUID();
      const { size, file } = mode === 'keep' ? await keep(body, join(directory, id)) : await count(body);
      if (size === 0) {
        if (file !== undefined) await rm(file.path, { force: true });
        throw new Refusal(400, 'The uploaded file is empty.');
      }
      const upload = { id, key, size, expiresAt: clock.now() + LIFETIME_MS, file };
      uploads.set(id, upload);
      return upload;
    },
    find(id) {
      const upload = uploads.get(id);
      return upload !== undefined && upload.expiresAt > clock.now() ? upload : undefined;
    },
    all: () => [...uploads.values()],
  };
}

const tooLarge = (): Refusal =>
  new Refusal(400, 'The uploaded file is too large, the maximum is 2.2 GB.', { connection: 'close' });

interface Received {
  readonly size: number;
  readonly file: AudioOnDisk | undefined;
}

/** On disk, with its hash. A body that breaks off leaves nothing behind. */
export async function keep(body: Readable, path: string): Promise<Received & { readonly file: AudioOnDisk }> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(piece: Buffer, _encoding, done) {
      size += piece.byteLength;
      if (size > LARGEST) return done(tooLarge());
      hash.update(piece);
      done(null, piece);
    },
  });
  try {
    await pipeline(body, measure, createWriteStream(path));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { size, file: { path, sha256: hash.digest('hex'), size } };
}

async function count(body: Readable): Promise<Received> {
  let size = 0;
  for await (const piece of body) size += (piece as Buffer).byteLength;
  return { size, file: undefined };
}
