/**
 * Stands in the place of `vitest` where its runner does not run, so that the very same test files do: its own `expect`,
 * and just enough around it.
 */
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';
import * as chai from 'chai';

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export const { expect } = chai;

type Body = (...values: unknown[]) => unknown;

interface Test {
  readonly name: string;
  readonly body: () => unknown;
}

const tests: Test[] = [];
let path: readonly string[] = [];

export function describe(name: string, body: () => void): void {
  const outer = path;
  path = [...outer, name];
  body();
  path = outer;
}

export const it = Object.assign(add, {
  each:
    (rows: readonly unknown[]) =>
    (name: string, body: Body): void =>
      rows.forEach((row, at) => add(`${name} #${at + 1}`, () => body(...(Array.isArray(row) ? row : [row])))),
});

export const test = it;

function add(name: string, body: () => unknown): void {
  tests.push({ name: [...path, name].join(' > '), body });
}

export interface Outcome {
  readonly passed: number;
  readonly failed: readonly string[];
}

/** Runs every test that was imported. */
export async function runTests(): Promise<Outcome> {
  const failed: string[] = [];
  for (const { name, body } of tests) {
    try {
      await body();
    } catch (error) {
      failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { passed: tests.length - failed.length, failed };
}
