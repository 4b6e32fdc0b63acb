import { expect, it } from 'vitest';
import type { Memory } from '../real/memory.ts';
import { figuresTable } from '../stories/figures.ts';

const measured = (name: string, rssMb: number, cpuMs: number): Memory => ({
  name,
  rssMb,
  cpuMs,
  peakMb: 2 * rssMb,
  childrenMb: 0,
});

it('shows the memory of each process, and its processor time while all wait', () => {
  const at = (main: number, worker: number, cpuMs: number): readonly Memory[] => [
    measured('main', main, cpuMs),
    measured('worker-1', worker, 2 * cpuMs),
  ];
  const moments = {
    before: at(500, 400, 1),
    waiting: at(510, 410, 100),
    quiet: at(520, 420, 130),
    after: at(600, 480, 900),
  };
  expect(figuresTable({ ...moments, quietMs: 10_000 }).split('\n')).toEqual([
    '| process | RSS before, MB | waiting, MB | after, MB | CPU in 10 s of waiting, ms |',
    '| --- | --- | --- | --- | --- |',
    '| main | 500 | 520 | 600 | 30 |',
    '| worker-1 | 400 | 420 | 480 | 60 |',
  ]);
});
