import { randomUUID } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { BadInputError } from '../errors.ts';
import type { JobClaim, JobJournal } from '../journal/journal.ts';
import { createLeases, DEFAULT_LEASE_MS, type JobOwner } from '../journal/owner.ts';
import { createJobLines, type JobLine } from './job-lines.ts';
import { processOwner } from './owner.ts';

export interface FileJournalOptions {
  /** Current time in milliseconds, from a monotonic clock. @default performance.now */
  readonly now?: (() => number) | undefined;
  /** @default this process */
  readonly owner?: JobOwner | undefined;
  /** Milliseconds without a renewal after which a claim of another machine expires. @default 300 000 */
  readonly leaseMs?: number | undefined;
}

/** Renewals of a claim within one lease. */
const RENEWALS = 10;

/**
 * Creates a job journal in a file of JSON lines, which is only appended to. A line that a crash truncated is skipped
 * without harm: each line is read back before anything relies on it, and reaches the disk before a job is submitted.
 *
 * Several processes may share the file on a local disk. A claim is also a line: the first unreleased claim on a key
 * holds it, and all processes see the lines in the same order. Claims of dead processes are taken over at once; those
 * of another machine or container after `leaseMs` without a renewal.
 */
export function fileJournal(path: string, options: FileJournalOptions = {}): JobJournal {
  const { now = () => performance.now(), leaseMs = DEFAULT_LEASE_MS } = options;
  let opened: Promise<{ readonly file: JobFile; readonly owner: JobOwner }> | undefined;

  const ready = (): NonNullable<typeof opened> =>
    (opened ??= (async () => {
      const owner = options.owner ?? (await processOwner());
      return { owner, file: createJobFile(path, { owner, leaseMs, now }) };
    })());

  return {
    isDurable: true,
    read: async (key) => (await ready()).file.read(key),
    claim: async (key, label) => (await ready()).file.claim(key, label),
  };
}

type JobFile = Pick<JobJournal, 'read' | 'claim'>;

function createJobFile(
  path: string,
  { owner, leaseMs, now }: { readonly owner: JobOwner; readonly leaseMs: number; readonly now: () => number },
): JobFile {
  const lines = createJobLines(path);
  const leases = createLeases(owner, { leaseMs, now });
  let writable: Promise<void> | undefined;

  /** Fails before anything is billed if the path is not writable. */
  async function refresh(): Promise<void> {
    await (writable ??= makeWritable(path));
    await lines.refresh();
  }

  return {
    async read(key) {
      await refresh();
      const { transcriptId, intent } = lines.of(key);
      return { transcriptId, intent };
    },

    async claim(key, source) {
      await refresh();
      // Releases dead holders one after the other. Each release is a line, so other processes need not check again.
      for (let [holder] = lines.of(key).claims; holder !== undefined; [holder] = lines.of(key).claims) {
        const state = `${holder.token}/${holder.renewals}`;
        if (!leases.isOver(key, { owner: holder.owner, state })) return undefined;
        await lines.append({ key, release: holder.token });
      }
      const token = randomUUID();
      await lines.append({ key, claim: token, owner: owner.id });
      const holds = (): boolean => lines.of(key).claims[0]?.token === token;
      const release: JobLine = { key, release: token };
      if (!holds()) {
        await lines.append(release);
        return undefined;
      }
      let renewedAt = now();
      const claim: JobClaim = {
        async renew() {
          if (now() - renewedAt <= leaseMs / RENEWALS) return;
          renewedAt = now();
          await lines.append({ key, renew: token });
        },
        async recordIntent(intent) {
          await lines.refresh();
          if (!holds()) return false;
          await lines.append({ key, intent, source }, 'to disk');
          return holds();
        },
        started: (transcriptId) => lines.append({ key, transcript_id: transcriptId, source }, 'to disk'),
        async release({ withoutJob = false } = {}) {
          if (withoutJob && holds()) await lines.append({ key, intent: null });
          await lines.append(release);
        },
      };
      return claim;
    },
  };
}

/** @throws BadInputError if the path is not writable. */
async function makeWritable(path: string): Promise<void> {
  try {
    const folder = dirname(resolve(path));
    await mkdir(folder, { recursive: true });
    await (await open(path, 'a')).close();
    // Makes the name of a new file survive a power failure. Windows cannot open folders.
    const handle = await open(folder, 'r').catch(() => undefined);
    await handle?.sync().finally(() => handle.close());
  } catch (error) {
    throw new BadInputError(`The journal ${path} cannot be written: ${(error as Error).message}.`, {
      field: 'store',
      hint: 'Pass the path of a writable file.',
      cause: error,
    });
  }
}
