import {
  type ApiRequest,
  type ApiResponse,
  type Client,
  type ClientOptions,
  createClient,
  type HostIo,
} from '../../src/index.ts';

export const KEY = 'sk-test-0123456789abcdef';

export type Step =
  | {
      readonly status?: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Record<string, string>;
    }
  | { readonly throws: unknown }
  | ((request: ApiRequest) => Step | Promise<Step>);

export interface Scripted {
  readonly io: HostIo;
  readonly client: Client;
  /** Every request, in order. */
  readonly sent: ApiRequest[];
  /** Every pause, ms. */
  readonly slept: number[];
  /** Virtual time, ms. */
  readonly clock: { now: number };
}

/**
 * A HostIo with scripted responses and its own time: sleeping takes no real time, but moves the clock. Each response
 * carries its time, as those of the service do, unless it has its own headers.
 */
export function scripted(
  steps: readonly Step[] | ((request: ApiRequest) => Step),
  options: Partial<ClientOptions> = {},
): Scripted {
  const sent: ApiRequest[] = [];
  const slept: number[] = [];
  const clock = { now: Date.UTC(2026, 0, 1) };
  const left = Array.isArray(steps) ? [...(steps as readonly Step[])] : undefined;
  const io: HostIo = {
    async send(request) {
      sent.push(request);
      const step = left === undefined ? (steps as (request: ApiRequest) => Step)(request) : left.shift();
      if (step === undefined) throw new Error(`Not in the script: ${request.method} ${request.url}`);
      const { headers, ...rest } = await answer(step, request);
      return { ...rest, headers: headers ?? { date: new Date(clock.now).toUTCString() } };
    },
    sleep(ms, signal) {
      slept.push(ms);
      clock.now += ms;
      return signal?.aborted === true ? Promise.reject(signal.reason as Error) : Promise.resolve();
    },
    now: () => clock.now,
    random: () => 0.5,
  };
  return { io, sent, slept, clock, client: createClient({ io, apiKey: KEY, ...options }) };
}

type Answer = Omit<ApiResponse, 'headers'> & { readonly headers: ApiResponse['headers'] | undefined };

async function answer(step: Step, request: ApiRequest): Promise<Answer> {
  if (typeof step === 'function') return answer(await step(request), request);
  if ('throws' in step) throw step.throws;
  const body = step.text ?? (step.json === undefined ? '' : JSON.stringify(step.json));
  return { status: step.status ?? 200, headers: step.headers, body };
}

/** The error that Node's `fetch` throws, with the failed system call if there was one. */
export const failure = (code: string, syscall?: string): Step => ({
  throws: Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error(code), { code }, syscall !== undefined && { syscall }),
  }),
});

export const transcript = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 't-1',
  status: 'completed',
  audio_url: 'https://example.com/a.mp3',
  text: 'Hello.',
  ...over,
});

/** The error of a rejected promise. Fails if the promise resolves. */
export async function thrownBy(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('It did not fail.');
}
