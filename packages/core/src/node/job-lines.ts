import { type FileHandle, open } from 'node:fs/promises';
import type { JobIntent, JobRecord } from '../journal/journal.ts';
import { intentOf } from '../journal/store.ts';
import { isRecord } from '../record.ts';

/** One line of a journal. */
export type JobLine = { readonly key: string } & (
  | { readonly claim: string; readonly owner: string }
  | { readonly renew: string }
  | { readonly release: string }
  | { readonly intent: JobIntent | null; readonly source?: string | undefined }
  | { readonly transcript_id: string; readonly source?: string | undefined }
);

/** A claim that nobody has released. */
export interface OpenClaim {
  readonly token: string;
  readonly owner: string;
  readonly renewals: number;
}

/** What the lines say about one key. */
export interface JobState extends JobRecord {
  /** In the order of the file: the first one holds the key. */
  readonly claims: readonly OpenClaim[];
}

export interface JobLines {
  /** Reads what was appended since, by any process. */
  refresh(): Promise<void>;
  /** What was read about a key so far. */
  of(key: string): JobState;
  /**
   * Appends a line, and reads up to it.
   *
   * @param durability `to disk`: survives a loss of power, too
   */
  append(line: JobLine, durability?: 'to disk'): Promise<void>;
}

const NOTHING: JobState = { claims: [] };
const NEWLINE = 0x0a;
const PIECE = 64 * 1024;
/** How often a line is appended before the file counts as broken. */
const TRIES = 3;

export function createJobLines(path: string): JobLines {
  const states = new Map<string, JobState>();
  /** Lines of this process that were not read back yet. */
  const unread = new Set<string>();
  /** Bytes that were read as whole lines. */
  let offset = 0;
  /** Whether bytes without an end of line follow: a line that a crash cut short, or one that is being written. */
  let isTorn = false;
  let last: Promise<void> = Promise.resolve();

  /** One access to the file at a time. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    last = last.then(work, work);
    return last;
  }

  async function readOn(): Promise<void> {
    const file = await open(path, 'r');
    try {
      // A file that was replaced is read from its start.
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
    refresh: () => inTurn(readOn),
    of: (key) => states.get(key) ?? NOTHING,
    append: (line, durability) =>
      inTurn(async () => {
        const text = JSON.stringify(line);
        unread.add(text);
        for (let tries = 0; unread.has(text); tries++) {
          if (tries === TRIES) throw new Error(`A line that was written to ${path} is not in it`);
          const file = await open(path, 'a');
          try {
            // What a crash cut short must not swallow this line.
            await file.appendFile(`${isTorn ? '\n' : ''}${text}\n`);
            if (durability === 'to disk') await file.datasync();
          } finally {
            await file.close();
          }
          await readOn();
        }
      }),
  };
}

async function bytesFrom(file: FileHandle, start: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let at = start; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE), 0, PIECE, at);
    if (bytesRead === 0) return Buffer.concat(pieces);
    pieces.push(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/** What is known of a key after one more line. */
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

/** A line of a journal; nothing for any other, such as one that was cut short. */
function parsed(text: string): JobLine | undefined {
  if (text === '') return undefined;
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(line)) return undefined;
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
