import { fork } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { type Engine, type LoggedRequest, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import type { Result, Role, Task } from './load.ts';

const PROGRAM = fileURLToPath(new URL('load.ts', import.meta.url));

/** Milliseconds before the service begins with a job, if it has a free slot. */
const QUEUED_MS = 100;

export interface Row extends Result {
  /** Requests for each transcript. */
  readonly requests: number;
  /** The same, GET only. */
  readonly checks: number;
  /** Milliseconds from the end of a job to the request for its transcript, on average. */
  readonly noticeMs: number;
  /** Seconds that the event loop of the stand-in was not idle. */
  readonly serviceBusySeconds: number;
  /** Seconds that the jobs take if no slot of the account is ever free. */
  readonly leastSeconds: number;
}

/** An account at the stand-in that works on `slots` jobs at a time. */
export interface Account {
  /** Loads the recordings in another process. */
  run(role: Role, task: Pick<Task, 'files' | 'concurrency'>): Promise<Row>;
  close(): Promise<void>;
}

export interface AccountOptions {
  readonly slots: number;
  /** Seconds of work on each job. */
  readonly seconds: number;
  /** Words of each transcript. */
  readonly words: number;
}

export async function openAccount({ slots, seconds, words }: AccountOptions): Promise<Account> {
  const timing = { queuedMs: QUEUED_MS, processingMs: seconds * 1000 };
  const standIn = await startStandIn({ engines: [chatter(words)], concurrency: slots, timing });
  return {
    close: () => standIn.close(),
    async run(role, { files, concurrency }) {
      const seen = standIn.requests().length;
      const loop = performance.eventLoopUtilization();
      const result = await resultOf(role, {
        files,
        concurrency,
        api: standIn.hosts.api,
        apiKey: standIn.keys[0]!,
      });
      const { active } = performance.eventLoopUtilization(loop);
      const sent = standIn.requests().slice(seen);
      const checks = sent.filter(({ method }) => method === 'GET');
      return {
        ...result,
        requests: sent.length / files.length,
        checks: checks.length / files.length,
        noticeMs: await noticeMs(standIn, checks, files.length),
        serviceBusySeconds: active / 1000,
        leastSeconds: Math.ceil(files.length / slots) * (seconds + QUEUED_MS / 1000),
      };
    },
  };
}

function resultOf(role: Role, task: Task): Promise<Result> {
  const child = fork(PROGRAM, [role], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as Result));
    child.once('exit', (code) => reject(new Error(`The loader ${role} ended with ${code} before it was done.`)));
    child.send(task);
  });
}

/** Compares when the newest jobs ended with when they were requested first after that. */
async function noticeMs(standIn: StandIn, checks: readonly LoggedRequest[], jobs: number): Promise<number> {
  let sum = 0;
  let count = 0;
  for await (const { id, completed } of newest(standIn, jobs)) {
    const endedAt = Date.parse(`${completed}Z`);
    const check = checks.find(({ path, at }) => path.endsWith(`/${id}`) && at >= endedAt);
    if (check === undefined) continue;
    sum += check.at - endedAt;
    count++;
  }
  return sum / count;
}

interface Page {
  readonly page_details: { readonly prev_url: string | null };
  readonly transcripts: readonly { readonly id: string; readonly completed: string | null }[];
}

async function* newest(standIn: StandIn, count: number): AsyncGenerator<Page['transcripts'][number]> {
  let url: string | null = `${standIn.hosts.api}/v2/transcript?limit=200`;
  for (let left = count; left > 0 && url !== null;) {
    const response: Response = await fetch(url, { headers: { authorization: standIn.keys[0]! } });
    const page = (await response.json()) as Page;
    yield* page.transcripts.slice(0, left);
    left -= page.transcripts.length;
    url = page.page_details.prev_url;
  }
}

/** As many words as given, whatever the audio. */
const chatter = (count: number): Engine => ({
  name: 'chatter',
  transcribe: async () => ({
    words: Array.from({ length: count }, (_, at) => ({
      text: at % 12 === 11 ? `word${at}.` : `word${at}`,
      start: at * 360,
      end: at * 360 + 300,
      confidence: 0.9,
      speaker: null,
    })),
    durationMs: count * 360,
    channels: 1,
    languageCode: 'en_us',
    entities: [],
    recorded: {},
  }),
});
