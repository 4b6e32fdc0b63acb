import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { JobOwner } from '../journal/owner.ts';
import { sha256Of } from '../fingerprint.ts';

/** Identifies the scope of process IDs: one machine since its boot, or one container. */
let machine: Promise<string> | undefined;
/** Owners of this process. */
const here = new Set<string>();

/**
 * Makes this process the owner of claims. Other processes on the machine detect its end at once: on Linux always,
 * elsewhere unless another process has reused its ID.
 */
export async function processOwner(): Promise<JobOwner> {
  machine ??= sha256Of([hostname(), textOf('/proc/sys/kernel/random/boot_id'), processSpace()].join('\n'));
  const place = (await machine).slice(0, 16);
  const own = [place, process.pid, startOf(process.pid) ?? '', randomUUID()].join('/');
  here.add(own);
  return {
    id: own,
    isGone(id) {
      if (here.has(id)) return false;
      const [where, pid, start] = id.split('/');
      const number = Number(pid);
      if (where !== place || !Number.isInteger(number) || number <= 0) return undefined;
      if (number === process.pid || !exists(number)) return true;
      return start === undefined || start === '' ? undefined : startOf(number) !== start;
    },
  };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Start time of a process, in ticks since boot. Undefined for a process that has ended, and outside Linux. */
function startOf(pid: number): string | undefined {
  // The program name, in parentheses, may contain spaces and parentheses.
  const fields = textOf(`/proc/${pid}/stat`)
    .replace(/^.*\)\s/s, '')
    .split(' ');
  const [state] = fields;
  return state === 'Z' || state === 'X' ? undefined : fields[19];
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
