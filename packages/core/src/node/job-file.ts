import { randomUUID } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { BadInputError } from '../errors.ts';
import type { JobClaim, JobJournal } from '../journal/journal.ts';
import { createLeases, DEFAULT_LEASE_MS, type JobOwner } from '../journal/owner.ts';
import { createJobLines, type JobLine } from './job-lines.ts';
import { processOwner } from './owner.ts';

export interface FileJournalOptions {
  /** Milliseconds on a clock that does not jump. @default performance.now */
  readonly now?: (() => number) | undefined;
  /** @default this process */
  readonly owner?: JobOwner | undefined;
  /** Milliseconds without a sign of life after which a claim of another machine may be taken over. @default 300 000 */
  readonly leaseMs?: number | undefined;
}

/** How often a claim is renewed, as a part of the lease. */
const RENEWALS = 10;

/**
 * A job journal in a file: lines of JSON, only ever appended. A line that a crash cut short is skipped, and costs nothing:
 * what is appended is read back before anything relies on it, and reaches the disk before a job is submitted.
 *
 * Several processes may share the file on a local disk. A claim is a line, too: the first one on a key that nobody has
 * released holds it, and the order of lines is the same for all. Claims of dead processes are taken over at once, those of
 * another machine or container after `leaseMs` without a sign of life.
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
  let usable: Promise<void> | undefined;

  /** Fails before anything is billed if the place cannot be written. */
  async function refresh(): Promise<void> {
    await (usable ??= makeUsable(path));
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
      // Dead holders are released one after the other; a line says so, so that nobody has to find it out again.
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
        async intend(intent) {
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

/** @throws BadInputError for a place that cannot be written. */
async function makeUsable(path: string): Promise<void> {
  try {
    const folder = dirname(resolve(path));
    await mkdir(folder, { recursive: true });
    await (await open(path, 'a')).close();
    // So that the name of a new file survives a loss of power; Windows opens no folders.
    const handle = await open(folder, 'r').catch(() => undefined);
    await handle?.sync().finally(() => handle.close());
  } catch (error) {
    throw new BadInputError(`The store ${path} cannot be used: ${(error as Error).message}.`, {
      field: 'store',
      hint: 'Give the path of a file that can be written.',
      cause: error,
    });
  }
}
