import { type Engine, type StandIn, startStandIn, type VirtualClock, virtualClock } from '@aai-connectors/stand-in';
import { builtApp, LimitError, type Platform, shownOf, startPlatform } from '../emulator/index.ts';
import { type Case, casesOf } from './cases.ts';
import { slowFile, slowParts } from './slow-file.ts';
import { onVirtualTime } from './virtual-time.ts';

/** How long the service takes for each answer, s. */
export const DELAYS_S = [1, 20, 45, 180] as const;

/** Longest time of a run, s. */
export const LONGEST_S = 27;

/** What happened to one function with one delay. */
export interface Row {
  readonly name: string;
  readonly delayS: number;
  /** The longest run, s. */
  readonly tookS: number;
  readonly outcome: string;
  /** What is wrong with it. Absent if nothing is. */
  readonly problem?: string;
}

/** How a run ended. */
interface Ended {
  readonly tookS: number;
  readonly status: 'result' | 'paused' | 'repeated' | 'error';
  readonly results?: unknown;
  /** The result as JSON, or the error as a person sees it. */
  readonly text: string;
  readonly isKilled: boolean;
}

/** Knows every recording, so that each job ends. */
const anyAudio: Engine = {
  name: 'any audio',
  transcribe: () =>
    Promise.resolve({
      words: [{ text: 'Hello.', start: 0, end: 400, confidence: 1, speaker: null }],
      durationMs: 1_000,
      channels: 1,
      languageCode: 'en_us',
      entities: [],
      recorded: {},
    }),
};

/** Runs every function of the built app with a service that is slow, on a virtual clock. */
export async function prove(delays: readonly number[] = DELAYS_S, onRow?: (row: Row) => void): Promise<Row[]> {
  const rows: Row[] = [];
  const app = await builtApp();
  for (const delayS of delays) {
    const stage = await setUp(app, delayS);
    try {
      for (const one of stage.cases) {
        const row = await rowOf(stage, one, delayS);
        rows.push(row);
        onRow?.(row);
      }
    } finally {
      await stage.close();
    }
  }
  return rows;
}

interface Stage {
  readonly clock: VirtualClock;
  readonly standIn: StandIn;
  readonly platform: Platform;
  readonly cases: readonly Case[];
  close(): Promise<void>;
}

async function setUp(app: Awaited<ReturnType<typeof builtApp>>, delayS: number): Promise<Stage> {
  const clock = virtualClock({ settle: 'events' });
  const standIn = await startStandIn({
    clock: () => clock,
    engines: [anyAudio],
    timing: { slowMs: delayS * 1000 },
    uploads: 'discard',
    seed: ['one', 'two'].map((name) => ({ audio_url: `https://example.com/${name}.mp3`, text: 'All is well.' })),
  });
  const file = await slowFile(clock, delayS * 1000);
  const platform = await startPlatform(app, standIn);
  const [transcriptId = '', unwantedId = ''] = standIn.jobs().map(({ id }) => id);
  const cases = casesOf(app, {
    transcriptId,
    unwantedId,
    audioUrl: 'https://example.com/a.mp3',
    slowUrl: file.url,
    heldUrl: platform.hold(() => slowParts(clock, delayS * 1000), 'call.wav'),
  });
  const restore = onVirtualTime(clock);
  return {
    clock,
    standIn,
    platform,
    cases,
    async close() {
      restore();
      await Promise.all([platform.close(), file.close()]);
      await standIn.close();
    },
  };
}

async function rowOf(stage: Stage, { name, method, inputData, meta, slow }: Case, delayS: number): Promise<Row> {
  const { standIn, platform, clock } = stage;
  const known = new Set(standIn.jobs().map(({ id }) => id));
  const calls = platform.calls().length;
  standIn.control.add({ fault: 'slow', times: 1_000_000, ...(slow !== undefined && { match: slow }) });
  const first = await ended(stage, method, { inputData, meta: meta ?? {} });
  const paid = standIn.jobs().flatMap(({ id }) => (known.has(id) ? [] : [id]));
  const row = { name, delayS, tookS: first.tookS };
  const killed = first.isKilled ? 'Zapier killed it.' : undefined;
  if (first.status !== 'paused') {
    standIn.control.clear();
    const lost = paid.filter((id) => !first.text.includes(id));
    const says = lost.length > 0 && !/may have started/.test(first.text) ? `Lost: ${lost.join(', ')}.` : undefined;
    return rowWith(row, outcomeOf(first, paid), killed ?? says);
  }

  // The service calls, and the second half of the step runs while the service is still slow.
  await clock.advance(60_000, { settle: 'work' });
  const [call] = platform.calls().slice(calls);
  const resumed = `${method}Resume`;
  const bundle = { inputData, outputData: first.results, ...call! };
  const second = await ended(stage, resumed, bundle);
  standIn.control.clear();
  const tookS = Math.max(first.tookS, second.tookS);
  const isBack = (run: Ended): boolean => run.status === 'result' && paid.every((id) => run.text.includes(id));
  if (second.status !== 'repeated') {
    const problem = second.isKilled ? 'Zapier killed it.' : isBack(second) ? undefined : 'The transcript is lost.';
    return rowWith({ ...row, tookS }, `paused, then ${outcomeOf(second, paid)}`, problem);
  }
  // Zapier repeats the second half when the service is fast again.
  const third = await ended(stage, resumed, bundle);
  return rowWith(
    { ...row, tookS },
    `paused, then repeated later, then ${outcomeOf(third, paid)}`,
    isBack(third) ? undefined : 'The transcript is lost.',
  );
}

const rowWith = (row: Omit<Row, 'outcome'>, outcome: string, problem: string | undefined): Row => {
  const late = row.tookS > LONGEST_S ? `It took ${row.tookS.toFixed(1)} s.` : undefined;
  const wrong = [problem, late].filter((text) => text !== undefined).join(' ');
  return { ...row, outcome, ...(wrong !== '' && { problem: wrong }) };
};

function outcomeOf({ status, text }: Ended, paid: readonly string[]): string {
  if (status !== 'result') return `${status}: ${text}`;
  const answer = /No answer: [^"]*/.exec(text)?.[0];
  return [paid.length > 0 ? 'result with transcript' : 'result', ...(answer === undefined ? [] : [answer])].join(', ');
}

async function ended({ clock, platform }: Stage, method: string, bundle: object): Promise<Ended> {
  const startedAt = clock.now();
  // Small steps, because a request needs several turns of the event loop.
  const run = platform.run(method, bundle);
  const outcome = await clock.during(
    run.then(
      ({ results, status }) => ({ results, status, endedAt: clock.now() }),
      (error: unknown) => ({ error, endedAt: clock.now() }),
    ),
    { stepMs: 10, settle: 'events' },
  );
  const tookS = (outcome.endedAt - startedAt) / 1000;
  if ('error' in outcome) {
    const { error } = outcome;
    const status = (error as Error).name === 'ThrottledError' ? 'repeated' : 'error';
    return { tookS, status, text: shownOf(error), isKilled: error instanceof LimitError };
  }
  const { results, status } = outcome;
  const isPaused = status === 'CALLBACK';
  return { tookS, status: isPaused ? 'paused' : 'result', results, text: JSON.stringify(results), isKilled: false };
}
