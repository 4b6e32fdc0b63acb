import { createHash, randomUUID } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { AudioOnDisk } from '../engines/engine.ts';
import { audioPath, RECORDING_NAMES } from '../engines/recordings.ts';
import { durationMsOf, parseWav } from '../engines/wav.ts';
import { keep } from '../rest/upload-store.ts';
import type { Resources } from '../resources.ts';
import { JobFailure } from './result.ts';

const DOWNLOAD_TIMEOUT_MS = 5000;

/** Shortest audio that the API accepts. Contract: `rest.md` section 10. */
const SHORTEST_MS = 160;

const failedDownload = (url: string): JobFailure =>
  new JobFailure(
    `Download error, unable to download ${url}. Please make sure the file exists and is accessible from the internet.`,
  );

/** The file behind an `audio_url`: an upload, a bundled recording, or a download. */
export async function audioBehind(resources: Resources, key: string, url: string): Promise<AudioOnDisk> {
  const own = `${resources.url()}/`;
  if (url.startsWith(`${own}upload/`)) {
    const upload = resources.uploads.find(url.slice(`${own}upload/`.length));
    if (upload?.key !== key) throw failedDownload(url);
    if (upload.file === undefined)
      throw new JobFailure(
        'The stand-in is set to discard uploads. Start it without --discard-uploads to transcribe files.',
      );
    return upload.file;
  }
  if (url.startsWith(`${own}audio/`)) {
    const name = RECORDING_NAMES.find((recording) => url === `${own}audio/${recording}.wav`);
    if (name !== undefined) return onDisk(audioPath(name));
  }
  return fetched(resources, url);
}

async function onDisk(path: string): Promise<AudioOnDisk> {
  const bytes = await readFile(path);
  return { path, size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function fetched(resources: Resources, url: string): Promise<AudioOnDisk> {
  if (resources.settings.download === 'local' && !isLocal(url)) throw failedDownload(url);
  try {
    const signal = AbortSignal.any([resources.closed, AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS)]);
    const response = await fetch(url, { signal });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw failedDownload(url);
    }
    const body = Readable.fromWeb(response.body as ReadableStream);
    return (await keep(body, join(resources.directory, randomUUID()))).file;
  } catch {
    throw failedDownload(url);
  }
}

const isLocal = (url: string): boolean => /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(url).hostname);

/** Why no engine can transcribe this audio, in the words of the API if it has an error for the case. */
export async function unknownAudio({ path }: AudioOnDisk): Promise<JobFailure> {
  const type = await textTypeOf(path);
  if (type !== undefined) return new JobFailure(`File does not appear to contain audio. File type is ${type}.`);
  if (await isTooShort(path)) return new JobFailure('Audio duration is too short.');
  return new JobFailure(
    'This is the stand-in API and not AssemblyAI. It can transcribe only its registered recordings ' +
      `(${RECORDING_NAMES.join(', ')}), and this audio is not one of them. Use an AssemblyAI API key to transcribe any audio.`,
  );
}

async function textTypeOf(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    const start = buffer.toString('latin1', 0, bytesRead);
    if (/^\s*<(!doctype|html|head|\?xml)/i.test(start)) return 'text/html (HTML document)';
    return /^[\t\n\r\x20-\x7e]+$/.test(start) ? 'text/plain (ASCII text)' : undefined;
  } finally {
    await file.close();
  }
}

/** Larger files cannot be too short. */
async function isTooShort(path: string): Promise<boolean> {
  if ((await stat(path)).size > 1024 * 1024) return false;
  const wav = parseWav(await readFile(path));
  return wav !== undefined && durationMsOf(wav) < SHORTEST_MS;
}
