import type { Memory } from '../real/memory.ts';

/** Measurements of all processes at four moments, in the same order. */
export interface Moments {
  readonly before: readonly Memory[];
  /** While all executions wait. */
  readonly waiting: readonly Memory[];
  /** `quietMs` later. */
  readonly quiet: readonly Memory[];
  readonly quietMs: number;
  /** When all executions have ended. */
  readonly after: readonly Memory[];
}

/** What waiting costs each process, as a Markdown table. */
export function figuresTable({ before, waiting, quiet, quietMs, after }: Moments): string {
  const seconds = quietMs / 1000;
  const rows = before.map(({ name, rssMb }, at) => {
    const cpuMs = quiet[at]!.cpuMs - waiting[at]!.cpuMs;
    return `| ${name} | ${rssMb} | ${quiet[at]!.rssMb} | ${after[at]!.rssMb} | ${cpuMs} |`;
  });
  return [
    `| process | RSS before, MB | waiting, MB | after, MB | CPU in ${seconds} s of waiting, ms |`,
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
