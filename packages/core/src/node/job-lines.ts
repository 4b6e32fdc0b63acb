import { type FileHandle, open } from 'node:fs/promises';
import type { JobIntent, JobRecord } from '../journal/journal.ts';
import { intentOf } from '../journal/store.ts';
import { readRecord } from '../record.ts';

/** One line of a journal. */
export type JobLine = { readonly key: string } & (
  | { readonly claim: string; readonly owner: string }
  | { readonly renew: string }
  | { readonly release: string }
  | { readonly intent: JobIntent | null; readonly source?: string | undefined }
  | { readonly transcript_id: string; readonly source?: string | undefined }
);

/** A claim that has not been released. */
export interface OpenClaim {
  readonly token: string;
  readonly owner: string;
  readonly renewals: number;
}

/** The state of one key. */
export interface JobState extends JobRecord {
  /** In the order of the file. The first one holds the key. */
  readonly claims: readonly OpenClaim[];
}

export interface JobLines {
  /** Reads the lines that any process has appended since the last read. */
  refresh(): Promise<void>;
  /** The state of a key, as read so far. */
  of(key: string): JobState;
  /**
   * Appends a line, and reads the file up to it.
   *
   * @param durability `to disk`: the line survives a power failure
   */
  append(line: JobLine, durability?: 'to disk'): Promise<void>;
}

const NOTHING: JobState = { claims: [] };
const NEWLINE = 0x0a;
const CHUNK_BYTES = 64 * 1024;
/** Attempts to append a line before the file counts as broken. */
const ATTEMPTS = 3;

export function createJobLines(path: string): JobLines {
  const states = new Map<string, JobState>();
  /** Lines of this process that have not been read back. */
  const unread = new Set<string>();
  /** Number of bytes read as whole lines. */
  let offset = 0;
  /** Whether the file ends with an incomplete line: truncated by a crash, or being written. */
  let isTorn = false;
  let last: Promise<void> = Promise.resolve();

  /** Runs one file access at a time. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    last = last.then(work, work);
    return last;
  }

  async function readNew(): Promise<void> {
    const file = await open(path, 'r');
    try {
      // A replaced file is read from its start.
      if ((await file.stat()).size < offset) {
        offset = 0;
        states.clear();
      }
      const bytes = await bytesFrom(file, offset);
      const end = bytes.lastIndexOf(NEWLINE) + 1;
      for (const line of bytes.toString('utf8', 0, end).split('\n')) take(line);
      offset += end;
      isTorn = end < bytes.length;
    } finally {
      await file.close();
    }
  }

  function take(text: string): void {
    unread.delete(text);
    const line = parsed(text);
    if (line !== undefined) states.set(line.key, after(states.get(line.key) ?? NOTHING, line));
  }

  return {
    refresh: () => inTurn(readNew),
    of: (key) => states.get(key) ?? NOTHING,
    append: (line, durability) =>
      inTurn(async () => {
        const text = JSON.stringify(line);
        unread.add(text);
        for (let attempts = 0; unread.has(text); attempts++) {
          if (attempts === ATTEMPTS) throw new Error(`A line was written to ${path}, but cannot be read back`);
          const file = await open(path, 'a');
          try {
            // A truncated line must not merge with this line.
            await file.appendFile(`${isTorn ? '\n' : ''}${text}\n`);
            if (durability === 'to disk') await file.datasync();
          } finally {
            await file.close();
          }
          await readNew();
        }
      }),
  };
}

async function bytesFrom(file: FileHandle, start: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let at = start; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, at);
    if (bytesRead === 0) return Buffer.concat(chunks);
    chunks.push(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/** The state of a key after one more line. */
function after(state: JobState, line: JobLine): JobState {
  const { transcriptId, intent, claims } = state;
  if ('transcript_id' in line) return { transcriptId: line.transcript_id, claims: [] };
  if ('intent' in line) return { transcriptId, intent: line.intent ?? undefined, claims };
  if ('claim' in line) {
    return { transcriptId, intent, claims: [...claims, { token: line.claim, owner: line.owner, renewals: 0 }] };
  }
  if ('renew' in line) {
    const renewed = claims.map((claim) =>
      claim.token === line.renew ? { ...claim, renewals: claim.renewals + 1 } : claim,
    );
    return { transcriptId, intent, claims: renewed };
  }
  return { transcriptId, intent, claims: claims.filter(({ token }) => token !== line.release) };
}

/** A journal line; undefined for any other text, such as a truncated line. */
function parsed(text: string): JobLine | undefined {
  const line = readRecord(text);
  if (line === undefined) return undefined;
  const { key, claim, owner, renew, release, transcript_id, intent } = line;
  if (typeof key !== 'string') return undefined;
  if (typeof transcript_id === 'string') return { key, transcript_id };
  if (typeof claim === 'string' && typeof owner === 'string') return { key, claim, owner };
  if (typeof renew === 'string') return { key, renew };
  if (typeof release === 'string') return { key, release };
  if (intent === null) return { key, intent };
  const known = intentOf(intent);
  return known && { key, intent: known };
}
