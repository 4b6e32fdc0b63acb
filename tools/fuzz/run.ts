import type { Part } from './part.ts';
import { createRandom } from './random.ts';

export interface RunOptions {
  readonly seed: number;
  /** Cases of each part. @default what the part says */
  readonly runs?: number | undefined;
  /** The only case to run, counted from 0. */
  readonly only?: number | undefined;
}

export interface Failure {
  readonly case: number;
  readonly what: string;
}

export interface Report {
  readonly part: Part;
  readonly cases: number;
  readonly failures: readonly Failure[];
  readonly counts: Readonly<Record<string, number>>;
  /** Real milliseconds that it took. */
  readonly ms: number;
}

/** Real milliseconds after which a case counts as endless. */
const ENDLESS_MS = 30_000;

/** Runs the cases of a part. Each case has its own random source, so that it can be repeated alone. */
export async function runPart(part: Part, { seed, runs = part.cases, only }: RunOptions): Promise<Report> {
  const startedAt = performance.now();
  const failures: Failure[] = [];
  const counts: Record<string, number> = {};
  let current = 0;
  const crash = (error: unknown): void =>
    void failures.push({ case: current, what: `a failure that nobody waits for: ${firstLine(error)}` });
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  const bench = await part.open();
  const first = only ?? 0;
  const end = only === undefined ? runs : only + 1;
  try {
    for (current = first; current < end; current++) {
      const random = createRandom(`${seed} ${part.id} ${current}`);
      try {
        const verdict = await inTime(bench.run(random, current));
        for (const what of verdict.failures) failures.push({ case: current, what });
        for (const [name, count] of Object.entries(verdict.counts ?? {})) counts[name] = (counts[name] ?? 0) + count;
      } catch (error) {
        failures.push({ case: current, what: `the harness: ${firstLine(error)}` });
      }
    }
    // What was thrown without anyone waiting for it is reported in the next turn.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    await bench.close?.();
    process.off('uncaughtException', crash);
    process.off('unhandledRejection', crash);
  }
  return { part, cases: end - first, failures, counts, ms: performance.now() - startedAt };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${ENDLESS_MS / 1000} s`)), ENDLESS_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).split('\n')[0]!.slice(0, 300);
