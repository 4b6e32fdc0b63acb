import type { ApiRequest, ApiResponse } from '@aai-connectors/core';
import type { VirtualClock } from '@aai-connectors/stand-in/clock';
import type { Random } from '../random.ts';

/** A job at the service. */
export interface Job {
  readonly id: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Milliseconds on the clock. */
  readonly createdAt: number;
  /** From when on the list has it. */
  readonly listedAt: number;
  /** Which call's request started it; absent for another program of the account. */
  readonly caller: number | undefined;
}

/** What one call of the client met. */
export interface Dealings {
  /** Submissions of the call that reached the service. */
  posts: number;
  /** Ids that a list showed to it. */
  readonly shown: Set<string>;
}

/** The endpoints that submissions need, on a virtual clock and behind a bad network. */
export interface JobService {
  readonly jobs: readonly Job[];
  dealingsOf(caller: number): Dealings;
  /** A job of another program of the same account. */
  intrude(params: Readonly<Record<string, unknown>>): void;
  /** Carries out a request of a call; whether and how the answer comes is a matter of luck. */
  send(request: ApiRequest, caller: number, signal: AbortSignal | undefined): Promise<ApiResponse>;
}

export interface JobServiceOptions {
  readonly clock: VirtualClock;
  readonly random: Random;
  /** Probability that something goes wrong with a request. */
  readonly faultiness: number;
  /** Milliseconds by which the service's clock is ahead. */
  readonly aheadMs: number;
  /** Whether answers carry the service's time. */
  readonly saysDate: boolean;
}

/** As Node wraps what the operating system says. */
const broken = (code: string, syscall: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(`${syscall} ${code}`), { code, syscall }) });

const zoneless = (ms: number): string => `${new Date(ms).toISOString().slice(0, -1)}000`;

/** Milliseconds after which a request counts as unanswered. */
const PATIENCE_MS = 30_000;

export function jobService({ clock, random, faultiness, aheadMs, saysDate }: JobServiceOptions): JobService {
  const jobs: Job[] = [];
  const dealings = new Map<number, Dealings>();
  const now = (): number => clock.now() + aheadMs;

  const pass = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const onAbort = (): void => {
        cancel();
        reject(new DOMException('Aborted', 'AbortError'));
      };
      if (signal?.aborted === true) return reject(new DOMException('Aborted', 'AbortError'));
      const cancel = clock.schedule(ms, () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });

  function start(params: Readonly<Record<string, unknown>>, caller: number | undefined): Job {
    const id = `job-${jobs.length + 1}`;
    const listedAt = clock.now() + (random.chance(0.1) ? random.int(0, 3_000) : 0);
    const job = { id, params, createdAt: now(), listedAt, caller };
    jobs.push(job);
    return job;
  }

  function shown({ id, params }: Job): Record<string, unknown> {
    return { punctuate: true, format_text: true, speaker_labels: false, ...params, id, status: 'queued', text: null };
  }

  const answer = (status: number, body: unknown): ApiResponse => ({
    status,
    headers: { 'content-type': 'application/json', ...(saysDate && { date: new Date(now()).toUTCString() }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

  /** Does what the request asks for. */
  function carryOut(request: ApiRequest, caller: number): ApiResponse {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method === 'POST') {
      dealingsOf(caller).posts++;
      const params = JSON.parse(request.body as string) as Readonly<Record<string, unknown>>;
      return answer(200, shown(start(params, caller)));
    }
    if (pathname === '/v2/transcript') {
      const limit = Number(searchParams.get('limit') ?? 10);
      const listed = jobs
        .filter(({ listedAt }) => listedAt <= clock.now())
        .slice(-limit)
        .reverse();
      const transcripts = listed.map(({ id, params, createdAt }) => ({
        id,
        status: 'queued',
        audio_url: params['audio_url'],
        created: zoneless(createdAt),
      }));
      return answer(200, { page_details: { limit, prev_url: null }, transcripts });
    }
    const job = jobs.find(({ id }) => pathname.endsWith(`/${id}`));
    return job === undefined ? answer(404, { error: 'Transcript not found' }) : answer(200, shown(job));
  }

  function dealingsOf(caller: number): Dealings {
    const found = dealings.get(caller) ?? { posts: 0, shown: new Set<string>() };
    dealings.set(caller, found);
    return found;
  }

  /** What the caller learns from an answer that reaches it whole. */
  function delivered(request: ApiRequest, caller: number, response: ApiResponse): ApiResponse {
    if (request.method === 'GET' && response.status === 200) {
      for (const { id } of jobs) if ((response.body as string).includes(`"${id}"`)) dealingsOf(caller).shown.add(id);
    }
    return response;
  }

  return {
    jobs,
    dealingsOf,
    intrude: (params) => void start(params, undefined),
    async send(request, caller, signal) {
      await pass(random.int(5, 80), signal);
      if (!random.chance(faultiness)) {
        const response = carryOut(request, caller);
        await pass(random.int(5, 80), signal);
        return delivered(request, caller, response);
      }
      return await random.pick<() => Promise<ApiResponse>>([
        () => Promise.reject(broken('ECONNREFUSED', 'connect')),
        () => Promise.reject(broken('ENOTFOUND', 'getaddrinfo')),
        () => Promise.reject(broken('ECONNRESET', 'read')),
        () => Promise.resolve(answer(random.pick([500, 502, 503, 504]), { error: 'Server error' })),
        () => Promise.resolve(answer(429, { error: 'Too many requests' })),
        async () => {
          carryOut(request, caller);
          await pass(random.int(5, 80), signal);
          throw broken(random.pick(['ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE', 'ECONNREFUSED']), 'read');
        },
        async () => {
          carryOut(request, caller);
          await pass(random.int(5, 80), signal);
          return answer(random.pick([200, 500, 502, 504]), random.pick(['', '<html>', '{"id": "job-', '{}']));
        },
        async () => {
          carryOut(request, caller);
          await pass(Math.min(PATIENCE_MS, request.timeoutMs), signal);
          throw Object.assign(new Error('timed out'), { name: 'TimeoutError' });
        },
        async () => {
          // It was on its way for so long that the caller has given up before it is carried out.
          clock.schedule(random.int(0, 40_000), () => void carryOut(request, caller));
          await pass(Math.min(PATIENCE_MS, request.timeoutMs), signal);
          throw Object.assign(new Error('timed out'), { name: 'TimeoutError' });
        },
      ])();
    },
  };
}
