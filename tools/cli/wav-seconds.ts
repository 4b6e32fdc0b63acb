import { open } from 'node:fs/promises';

/** Bytes read for the header: chunks of text may stand before the samples. */
const HEADER_BYTES = 64 * 1024;

/** Seconds of audio in a WAV file by its header; nothing for another file, or a header that makes no sense. */
export async function wavSeconds(path: string): Promise<number | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return secondsIn(buffer.subarray(0, bytesRead), (await file.stat()).size);
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

function secondsIn(header: Buffer, fileBytes: number): number | undefined {
  const nameAt = (at: number): string => header.toString('latin1', at, at + 4);
  if (nameAt(0) !== 'RIFF' || nameAt(8) !== 'WAVE') return undefined;
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= header.length;) {
    const size = header.readUInt32LE(at + 4);
    const start = at + 8;
    if (nameAt(at) === 'fmt ' && start + 12 <= header.length) bytesPerSecond = header.readUInt32LE(start + 8);
    if (nameAt(at) === 'data') {
      // A recorder that was stopped leaves a size of 0 or 4 GB.
      const rest = fileBytes - start;
      const bytes = size === 0 || size > rest ? rest : size;
      return bytesPerSecond > 0 && bytes >= 0 ? bytes / bytesPerSecond : undefined;
    }
    at = start + size + (size % 2);
  }
  return undefined;
}
