import { execFile } from 'node:child_process';

const FIRST_RUN = new URL('./first-run.mjs', import.meta.url).pathname;

/** An unzipped build, and the event of its first run. */
export interface Candidate {
  readonly name: string;
  readonly folder: string;
  readonly event: object;
}

/** Median times of a first run in a new process, ms. */
export interface ColdStart {
  readonly name: string;
  /** Passed time: loading the app, and its first run. */
  readonly wallMs: number;
  /** Processor time, which other programs on the machine affect less. */
  readonly processorMs: number;
  /** Processor time of loading alone. */
  readonly loadMs: number;
}

interface Part {
  readonly load: number;
  readonly run: number;
}

interface Sample {
  readonly wall: Part;
  readonly processor: Part;
}

/**
 * Measures first runs of several builds in turn, so that a change of the machine's load affects all of them.
 *
 * @param node the version of Node to run with
 * @param rounds number of processes for each build
 */
export async function coldStarts(
  node: string,
  candidates: readonly Candidate[],
  rounds: number,
): Promise<readonly ColdStart[]> {
  const samples = candidates.map((): Sample[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, { folder, event }] of candidates.entries()) {
      samples[at]!.push(await firstRun(node, folder, event));
    }
  }
  return candidates.map(({ name }, at) => ({
    name,
    wallMs: median(samples[at]!.map(({ wall }) => wall.load + wall.run)),
    processorMs: median(samples[at]!.map(({ processor }) => processor.load + processor.run)),
    loadMs: median(samples[at]!.map(({ processor }) => processor.load)),
  }));
}

const firstRun = (node: string, folder: string, event: object): Promise<Sample> =>
  new Promise((resolve, reject) => {
    execFile(node, [FIRST_RUN, folder, JSON.stringify(event)], (error, stdout, stderr) =>
      error === null ? resolve(JSON.parse(stdout) as Sample) : reject(new Error(`${stdout}\n${stderr}`)),
    );
  });

/** The middle value; the mean of the two middle ones if there is an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

/** How many times as long as another build the first run takes. The larger one of both kinds of time. */
export const ratio = (one: ColdStart, other: ColdStart): number =>
  Math.max(one.wallMs / other.wallMs, one.processorMs / other.processorMs);
