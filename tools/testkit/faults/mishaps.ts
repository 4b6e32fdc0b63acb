import type { ApiRequest, ApiResponse } from '@aai-connectors/core';

/** What can go wrong, as the table shows it. */
export interface FaultLike {
  readonly name: string;
  readonly description: string;
}

/** What a mishap can work with. */
export interface MishapScene {
  readonly request: ApiRequest;
  /** Sends the request to the service, with a fault of the service where one is named. */
  forward(fault?: string): Promise<ApiResponse>;
  /** Fires the signal of the call. */
  abort(): void;
  /** Resolves when the service has begun to work on a request that is under way. */
  arrived(): Promise<void>;
  /** Another caller of the same account starts a job: with this audio, and settings that nobody else uses. */
  intrude(audioUrl: string): Promise<void>;
  /** Deletes the transcript of the operation, if the operation created or names one. */
  remove(): Promise<void>;
}

/** A way to go wrong that lies between the client and the service, or in what others do meanwhile. */
export interface Mishap extends FaultLike {
  /** Which requests it can strike. */
  strikes(request: ApiRequest): boolean;
  play(scene: MishapScene): Promise<ApiResponse>;
}

const isSubmission = ({ method, url }: ApiRequest): boolean =>
  method === 'POST' && new URL(url).pathname === '/v2/transcript';

/** As `fetch` of Node wraps what the operating system says. */
function broken(code: string, syscall: string): TypeError {
  const cause = Object.assign(new Error(`${syscall} ${code}`), { code, syscall, errno: -113 });
  return new TypeError('fetch failed', { cause });
}

const audioOf = ({ body }: ApiRequest): string =>
  typeof body === 'string' ? String((JSON.parse(body) as { readonly audio_url?: unknown }).audio_url) : '';

/** In the order in which the table shows them. */
export const MISHAPS: readonly Mishap[] = [
  {
    name: 'unreachable-read',
    description: 'Processes the request; reading the response fails with EHOSTUNREACH.',
    strikes: () => true,
    async play({ forward }) {
      const { body } = await forward();
      if (typeof body !== 'string') for await (const _ of body);
      throw broken('EHOSTUNREACH', 'read');
    },
  },
  {
    name: 'wrong-candidate',
    description: 'A submission is lost, and then the list has a job of another caller: same audio, other settings.',
    strikes: isSubmission,
    async play({ request, intrude }) {
      await intrude(audioOf(request));
      throw broken('ECONNRESET', 'read');
    },
  },
  {
    name: 'abort',
    description: 'The signal of the caller fires while the service works on the request.',
    strikes: () => true,
    async play({ forward, arrived, abort }) {
      // The service holds the answer back until its clock moves, which it does not while this request is under way.
      const answer = forward('slow');
      answer.catch(() => undefined);
      await arrived();
      abort();
      return answer;
    },
  },
  {
    name: 'deleted',
    description: 'The transcript is deleted just before it is read.',
    strikes: () => true,
    async play({ forward, remove }) {
      await remove();
      return forward();
    },
  },
];
