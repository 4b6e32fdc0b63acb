/** Process of the torture: runs one row with one seed at a time. */
import { measured } from './measured.ts';
import { answerQuestions } from './pool.ts';
import type { Run } from './rows.ts';

export interface Question {
  readonly run: Run;
  readonly minutes: number;
  readonly seed: number;
}

answerQuestions(({ run, minutes, seed }: Question) => measured(run, minutes, seed));
