import { expect, it } from 'vitest';
import { type ColdStart, median, ratio } from '../real/cold-start.ts';

it('takes the middle of an odd and of an even number of values', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([1, 9, 3, 5])).toBe(4);
  expect(median([7])).toBe(7);
});

it('compares by the kind of time that differs more', () => {
  const app = (wallMs: number, processorMs: number): ColdStart => ({ name: 'x', wallMs, processorMs, loadMs: 0 });
  expect(ratio(app(100, 50), app(100, 100))).toBe(1);
  expect(ratio(app(100, 150), app(100, 100))).toBe(1.5);
});
