import type { Stage } from './stage.ts';

/** A check that a person could do in a browser. */
export interface Story {
  readonly name: string;
  /** @param report receives a line for each step that was seen @throws AssertionError */
  readonly run: (stage: Stage, report: (line: string) => void) => Promise<void>;
}
