import { readFileSync } from 'node:fs';
import type { Program } from './program.ts';

/** Resident memory of one process, in MB of 2^20 bytes, and its time on the processor. */
export interface Memory {
  readonly name: string;
  readonly rssMb: number;
  /** The most it ever had. */
  readonly peakMb: number;
  /** What its children have now; of n8n that is the task runner. */
  readonly childrenMb: number;
  /** Since it started, without its children, ms. */
  readonly cpuMs: number;
}

export function memoryOf({ name, pid }: Program): Memory {
  const children = read(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return {
    name,
    rssMb: megabytes(pid, 'VmRSS'),
    peakMb: megabytes(pid, 'VmHWM'),
    childrenMb: children.reduce((sum, child) => sum + megabytes(child, 'VmRSS'), 0),
    cpuMs: cpuMs(pid),
  };
}

const megabytes = (pid: number, field: string): number =>
  Math.round(Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(read(pid, 'status'))?.[1] ?? 0) / 1024);

/** Fields 14 and 15 count hundredths of a second; the second field is a name that may hold spaces. */
function cpuMs(pid: number): number {
  const [, , , , , , , , , , , user = '0', system = '0'] = read(pid, 'stat')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(user) + Number(system)) * 10;
}

/** Nothing once the process has ended. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
