import { readFileSync } from 'node:fs';
import type { Program } from './program.ts';

/** Resident memory of one process, in MB of 2^20 bytes. */
export interface Memory {
  readonly name: string;
  readonly rssMb: number;
  /** The most it ever had. */
  readonly peakMb: number;
  /** What its children have now; of n8n that is the task runner. */
  readonly childrenMb: number;
}

export function memoryOf({ name, pid }: Program): Memory {
  const children = read(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return {
    name,
    rssMb: megabytes(pid, 'VmRSS'),
    peakMb: megabytes(pid, 'VmHWM'),
    childrenMb: children.reduce((sum, child) => sum + megabytes(child, 'VmRSS'), 0),
  };
}

const megabytes = (pid: number, field: string): number =>
  Math.round(Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(read(pid, 'status'))?.[1] ?? 0) / 1024);

/** Nothing once the process has ended. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
