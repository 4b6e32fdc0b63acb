import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Ingestion, Report } from './ingest.ts';
import { seeded } from './random.ts';
import { createWorld, type World } from './world.ts';

export interface Scenario {
  readonly store: Ingestion['store']['kind'];
  readonly files: number;
  /** Processes that share the store at the same time. */
  readonly processes: number;
  /** How often a process is killed, all together. */
  readonly kills: number;
  readonly seed: number;
}

export interface Outcome {
  readonly kills: number;
  readonly jobs: number;
  readonly sources: number;
  /** Jobs beyond the first for each source. */
  readonly paidTwice: number;
  /** Sources of which a process that ran to its end did not get its one document with its own word. */
  readonly lost: number;
  readonly failures: readonly string[];
  readonly seconds: number;
}

/** When a process is killed: a while after the service has so many jobs, of all processes. */
interface Death {
  readonly jobs: number;
  readonly ms: number;
}

/** Deaths spread over the whole ingestion, at any moment of a submission. */
function deathsOf({ files, kills, seed }: Scenario): readonly Death[] {
  const random = seeded(seed);
  return Array.from({ length: kills }, (_, at) => ({
    jobs: Math.floor((files * (at + random())) / (kills + 1)),
    ms: Math.round(LONGEST_MS * random()),
  }));
}

const LONGEST_MS = 300;
/** Milliseconds between two looks at the jobs of the service. */
const LOOK_MS = 2;

const PROGRAM = fileURLToPath(new URL('ingest.ts', import.meta.url));
/** Milliseconds that a process may take to end after its last report. */
const LONGEST_END_MS = 10_000;
/** Milliseconds after which a process that does not end counts as stuck. */
const STUCK_MS = 150_000;

/** Ingests into one store, kills what does it at seeded moments, and then lets each process come to its end. */
export async function runScenario(scenario: Scenario): Promise<Outcome> {
  const { files, processes, store } = scenario;
  const began = performance.now();
  const world = await createWorld(files);
  try {
    const task: Ingestion = {
      sources: world.sources,
      api: world.standIn.hosts.api,
      apiKey: world.standIn.keys[0]!,
      store: { kind: store, path: join(world.folder, 'store') },
      concurrency: 10,
    };
    const deaths = deathsOf(scenario);
    const ends = await Promise.all(
      Array.from({ length: processes }, (_, at) =>
        runLives(
          world,
          task,
          deaths.filter((_death, index) => index % processes === at),
        ),
      ),
    );
    const counts = [...world.jobs().values()];
    return {
      kills: ends.reduce((sum, end) => sum + end.kills, 0),
      jobs: counts.reduce((sum, count) => sum + count, 0),
      sources: files,
      paidTwice: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
      lost: ends.reduce((sum, { reports }) => sum + lostIn(world, reports), 0),
      failures: ends.flatMap(({ reports }) =>
        reports.flatMap((one) => (one.type === 'failed' ? [`${one.source}: ${one.message}`] : [])),
      ),
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await world.close();
  }
}

/** One process after the other, each killed when its time has come, and a last one that comes to its end. */
async function runLives(
  world: World,
  task: Ingestion,
  deaths: readonly Death[],
): Promise<{ readonly kills: number; readonly reports: readonly Report[] }> {
  let kills = 0;
  for (const death of deaths) {
    const { isKilled, reports } = await runLife(world, task, death);
    if (!isKilled) return { kills, reports };
    kills++;
  }
  const { isKilled, reports } = await runLife(world, task);
  if (isKilled) throw new Error(`A process did not come to its end within ${STUCK_MS / 1000} s.`);
  return { kills, reports };
}

function runLife(
  { standIn }: World,
  task: Ingestion,
  death: Death = { jobs: 0, ms: STUCK_MS },
): Promise<{ readonly isKilled: boolean; readonly reports: readonly Report[] }> {
  // What is published is killed, not its source, which Node also takes longer to start.
  const child: ChildProcess = fork(PROGRAM, { stdio: 'inherit', execArgv: [] });
  const reports: Report[] = [];
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const lieInWait = (): void => {
      if (standIn.jobs().length < death.jobs) timer = setTimeout(lieInWait, LOOK_MS);
      else timer = setTimeout(() => child.kill('SIGKILL'), death.ms);
    };
    child.on('message', (message) => {
      const report = message as Report;
      reports.push(report);
      // Not earlier, so that the moment does not depend on how long Node needs to start.
      if (report.type === 'begun') lieInWait();
      if (report.type !== 'done') return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        reject(new Error('The process has loaded everything, but something keeps it from ending.'));
        child.kill('SIGKILL');
      }, LONGEST_END_MS);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (signal !== 'SIGKILL' && code !== 0) reject(new Error(`The process ended with ${code ?? signal}.`));
      else resolve({ isKilled: signal === 'SIGKILL', reports });
    });
    child.send(task);
  });
}

function lostIn({ sources, wordOf }: World, reports: readonly Report[]): number {
  const texts = new Map<string, string[]>();
  for (const report of reports) {
    if (report.type === 'document') texts.set(report.source, [...(texts.get(report.source) ?? []), report.text]);
  }
  return sources.filter((source) => texts.get(source)?.join() !== wordOf(source)).length;
}
