import { readFileSync } from 'node:fs';
import type { Transcript } from '@aai-connectors/core';
import type { ClientConfig } from '../src/index.ts';

export const fixture = <T = Transcript>(name: string): T =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as T;

export const wildfires = fixture('transcript-response-completed-speaker-labels');

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

type Answer = object | string | number | ((body: Readonly<Record<string, unknown>>) => object | string | number);

/**
 * An API in memory. `jobs` says what becomes of the n-th submission; `routes` answer the rest, a number being a status.
 * Its clock stands still unless somebody sleeps.
 */
export function fakeApi(
  jobs: (n: number, body: Readonly<Record<string, unknown>>) => object = () => wildfires,
  routes: Readonly<Record<string, Answer>> = {},
) {
  const asked: Asked[] = [];
  const transcripts = new Map<string, { readonly status?: unknown; readonly [field: string]: unknown }>();
  let now = 0;
  let uploads = 0;

  const answer = (method: string, path: string, body: Readonly<Record<string, unknown>>): Answer => {
    const route = routes[`${method} ${path}`];
    if (route !== undefined) return typeof route === 'function' ? route(body) : route;
    if (path === '/v2/upload') return { upload_url: `https://cdn.assemblyai.com/upload/${++uploads}` };
    if (path === '/v2/transcript' && method === 'POST') {
      const id = `job-${transcripts.size + 1}`;
      transcripts.set(id, {
        status: 'completed',
        audio_url: body['audio_url'] as string,
        ...jobs(transcripts.size + 1, body),
        id,
      });
      return { id, status: 'queued', audio_url: body['audio_url'] };
    }
    if (path === '/v2/transcript') {
      const listed = [...transcripts].map(([id, { status }]) => ({
        id,
        status,
        audio_url: '',
        created: '',
        completed: null,
      }));
      return { page_details: { prev_url: null }, transcripts: listed.reverse() };
    }
    const [, id, part] = /^\/v2\/transcript\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
    if (id === undefined || !transcripts.has(id)) return 404;
    if (part === 'sentences' || part === 'paragraphs') return fixture<object>(`${part}-response`);
    return part === undefined ? transcripts.get(id)! : 404;
  };

  const fetch = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    init.signal?.throwIfAborted();
    const { pathname } = new URL(String(url));
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {};
    asked.push({ method: init.method!, path: pathname, body });
    if (pathname === '/v2/upload') await new Response(init.body as never).arrayBuffer();
    const given = answer(init.method!, pathname, body) as object | string | number;
    if (typeof given === 'number') return Response.json({ error: `status ${given}` }, { status: given });
    return typeof given === 'string' ? new Response(given) : Response.json(given);
  };

  const config: ClientConfig = {
    apiKey: 'key',
    fetch: fetch as typeof globalThis.fetch,
    io: {
      now: () => now,
      random: () => 0.5,
      sleep(ms, signal) {
        now += ms;
        // A turn of the event loop, so that others get theirs.
        return new Promise((resolve, reject) => {
          setImmediate(() => (signal?.aborted === true ? reject(signal.reason as Error) : resolve()));
        });
      },
    },
    retry: { attempts: 1 },
  };
  return {
    config,
    asked,
    /** Puts a transcript there, as if it had been made before. */
    put: (id: string, transcript: object) => void transcripts.set(id, { ...transcript, id }),
    count: (method: string, path: RegExp) => asked.filter((one) => one.method === method && path.test(one.path)).length,
  };
}
