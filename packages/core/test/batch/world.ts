import { createHash } from 'node:crypto';
import { vi } from 'vitest';
import { type VirtualClock, virtualClock } from '@aai-connectors/stand-in';
import type { ApiRequest, ApiResponse, Client, Clock, HostIo } from '../../src/index.ts';
import { createClient, type BatchClient } from '../../src/index.ts';
import { sleepOn } from '../support/sleep.ts';

/** The outcome of a job. */
export interface Fate {
  /** Milliseconds until it ends. @default 5000 */
  readonly ms?: number;
  readonly error?: string;
  /** Seconds of audio. @default 60 */
  readonly seconds?: number;
  readonly model?: string;
  /** Milliseconds until the response to the submission. */
  readonly answerMs?: number;
  /** The response to the submission is lost after the job was started. */
  readonly isLost?: boolean;
}

interface Job extends Fate {
  readonly id: string;
  readonly audio_url: string;
  readonly at: number;
  /** When the account has a free slot for it. */
  readonly startsAt: number;
}

export interface World {
  readonly clock: VirtualClock;
  readonly client: BatchClient;
  readonly time: Clock;
  /** The jobs of the service, in the order of their submission. */
  readonly jobs: readonly Job[];
  readonly sent: readonly ApiRequest[];
  /** Maximum concurrent submissions and uploads. */
  readonly mostSending: () => number;
  /** Maximum concurrent jobs of the service, including queued ones. */
  readonly mostRunning: () => number;
  /** Jobs that are queued. */
  readonly queued: () => number;
  /** Waits without virtual time until the service has this number of jobs, because keys are hashed outside of it. */
  reached(jobs: number): Promise<void>;
  /** Advances virtual time until `work` has ended. */
  during<T>(work: Promise<T>): Promise<T>;
}

/** Web Crypto works in real time, in which virtual time would pass; a digest that is ready at once takes none. */
function digestAtOnce(): void {
  vi.spyOn(globalThis.crypto.subtle, 'digest').mockImplementation((algorithm, data) => {
    const name = (typeof algorithm === 'string' ? algorithm : algorithm.name).replace('-', '').toLowerCase();
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    return Promise.resolve(new Uint8Array(createHash(name).update(bytes).digest()).buffer);
  });
}

/**
 * A service in memory, in virtual time. `fate` gives the outcome of the audio at a link. The account works on `slots`
 * jobs at a time, in the order of their submission.
 */
export function world(fate: (audioUrl: string) => Fate = () => ({}), { slots = Infinity } = {}): World {
  digestAtOnce();
  const clock = virtualClock({ settle: 'events' });
  const jobs: Job[] = [];
  const sent: ApiRequest[] = [];
  let sending = 0;
  let mostSending = 0;
  let mostRunning = 0;
  let uploads = 0;

  const sleep = sleepOn(clock);

  /** When the jobs in progress end, and so do those before them. */
  const ends: number[] = [];
  const startOf = (ms: number): number => {
    const startsAt = ends.length < slots ? clock.now() : Math.max(clock.now(), ends.shift()!);
    ends.push(startsAt + ms);
    ends.sort((a, b) => a - b);
    return startsAt;
  };

  const isQueued = ({ startsAt }: Job): boolean => clock.now() < startsAt;
  const isOver = ({ startsAt, ms = 5000 }: Job): boolean => clock.now() >= startsAt + ms;
  const shown = (job: Job): object => ({
    id: job.id,
    audio_url: job.audio_url,
    status: isQueued(job) ? 'queued' : !isOver(job) ? 'processing' : job.error === undefined ? 'completed' : 'error',
    ...(isOver(job) && { text: job.audio_url, error: job.error, audio_duration: job.seconds ?? 60 }),
    ...(isOver(job) && job.model !== undefined && { speech_model_used: job.model }),
  });

  const listed = (job: Job): object => ({
    ...shown(job),
    created: new Date(job.at).toISOString().replace('Z', ''),
  });

  async function answer(request: ApiRequest, signal: AbortSignal | undefined): Promise<object | number> {
    const { pathname } = new URL(request.url);
    if (request.method === 'POST') {
      mostSending = Math.max(mostSending, ++sending);
      try {
        if (pathname === '/v2/upload') {
          for await (const _ of request.body as AsyncIterable<Uint8Array>);
          await sleep(100, signal);
          return { upload_url: `https://cdn.assemblyai.com/upload/${++uploads}` };
        }
        const body = JSON.parse(request.body as string) as { audio_url: string };
        const planned = fate(body.audio_url);
        const job: Job = {
          ...planned,
          ...body,
          id: `job-${jobs.length + 1}`,
          at: clock.now(),
          startsAt: startOf(planned.ms ?? 5000),
        };
        const throttled = isQueued(job);
        jobs.push(job);
        mostRunning = Math.max(mostRunning, jobs.filter((one) => !isOver(one)).length);
        await sleep(job.answerMs ?? 100, signal);
        if (job.isLost === true) throw Object.assign(new Error('reset'), { code: 'ECONNRESET', syscall: 'read' });
        return { ...shown(job), status: 'queued', throttled };
      } finally {
        sending--;
      }
    }
    if (pathname === '/v2/transcript') {
      return { page_details: {}, transcripts: [...jobs].reverse().slice(0, 200).map(listed) };
    }
    const job = jobs.find(({ id }) => pathname.endsWith(`/${id}`));
    return job === undefined ? 404 : shown(job);
  }

  const io: HostIo = {
    async send(request, signal): Promise<ApiResponse> {
      sent.push(request);
      const given = await answer(request, signal);
      const headers = { date: new Date(clock.now()).toUTCString() };
      if (typeof given === 'number') return { status: given, headers, body: '{"error":"Not found"}' };
      return { status: 200, headers, body: JSON.stringify(given) };
    },
    sleep,
    now: () => clock.now(),
    random: () => 0.5,
  };
  return {
    clock,
    client: createClient({ io, apiKey: 'sk-batch-0123456789' }),
    time: { now: () => clock.now(), sleep },
    jobs,
    sent,
    mostSending: () => mostSending,
    mostRunning: () => mostRunning,
    queued: () => jobs.filter(isQueued).length,
    async reached(count) {
      while (jobs.length < count) await new Promise((resolve) => setImmediate(resolve));
    },
    during: (work) => clock.during(work, { stepMs: 100 }),
  };
}

export const links = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `https://example.com/${n}.mp3`);

export const posts = (sent: readonly ApiRequest[]): number =>
  sent.filter(({ method, url }) => method === 'POST' && url.endsWith('/transcript')).length;

export type { Client };
