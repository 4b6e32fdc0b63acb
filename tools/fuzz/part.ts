import type { Random } from './random.ts';

/** What one case showed. */
export interface Verdict {
  /** What went wrong, a sentence each. */
  readonly failures: readonly string[];
  /** What is worth counting although it is no failure, such as `excused`. */
  readonly counts?: Readonly<Record<string, number>>;
}

export const FINE: Verdict = { failures: [] };

/** What all the cases of a part share. */
export interface Bench {
  /** @param index number of the case, from 0, for parts that go through a list */
  run(random: Random, index: number): Promise<Verdict>;
  close?(): Promise<void>;
}

/** A part of an area: one kind of attack on one door. */
export interface Part {
  /** `area/part`, for `--only`. */
  readonly id: string;
  /** What is attacked, for the table. */
  readonly label: string;
  /** How many cases are run unless it is said otherwise. */
  readonly cases: number;
  open(): Promise<Bench>;
}
