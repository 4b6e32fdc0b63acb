import {
  type Client,
  createClient as createBareClient,
  explain,
  type Hooks,
  isAssemblyAIError,
} from '@aai-connectors/core';
import { createClient, fetchIo } from '@aai-connectors/core/web';
import { type Bench, FINE, type Part } from '../part.ts';
import type { Random } from '../random.ts';
import { leakIn, shownOf } from './detect.ts';
import { anyEcho, type Echo, SPELLINGS } from './echoes.ts';
import { anyKey } from './keys.ts';

const STATUSES = [
  200, 200, 201, 204, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 409, 413, 418, 422, 429, 500, 502, 503,
  504,
];

const URL_OF_AUDIO = 'https://a.example/b.mp3';

export const CALLS: Readonly<Record<string, (client: Client) => Promise<unknown>>> = {
  get: ({ transcripts }) => transcripts.get('t-1'),
  wait: ({ transcripts }) => transcripts.wait('t-1', { deadlineMs: 10_000 }),
  submit: ({ transcripts }) => transcripts.submit({ audio_url: URL_OF_AUDIO }),
  transcribe: (client) => client.transcribe(URL_OF_AUDIO, {}, { deadlineMs: 10_000 }),
  'transcribe a file': (client) => client.transcribe(Uint8Array.of(1, 2, 3), {}, { deadlineMs: 10_000 }),
  list: ({ transcripts }) => transcripts.list(),
  delete: ({ transcripts }) => transcripts.delete('t-1'),
  sentences: ({ transcripts }) => transcripts.sentences('t-1'),
  subtitles: ({ transcripts }) => transcripts.subtitles('t-1', { format: 'srt' }),
  'search words': ({ transcripts }) => transcripts.wordSearch('t-1', ['word']),
  'redacted audio': ({ transcripts }) => transcripts.redactedAudioFile('t-1'),
  upload: ({ files }) => files.upload(Uint8Array.of(1, 2, 3)),
  token: ({ streaming }) => streaming.createToken({ expires_in_seconds: 60 }),
  request: ({ request }) => request({ method: 'GET', path: '/v2/transcript' }),
  lemur: ({ lemur }) => lemur.task({ prompt: 'Summarize.', input_text: 'Words.' }),
  chat: ({ llm }) => llm.chat({ model: 'm', prompt: 'Words.' }),
};

/** The REST client, over the real `fetch` transport with a server that echoes the key. */
export const restLeaks: Part = {
  id: 'leaks/rest',
  label: 'Key leaks: REST client',
  cases: 10_000,
  open: (): Promise<Bench> =>
    Promise.resolve({
      async run(random) {
        const key = anyKey(random);
        const echo = anyEcho(key.key, random, STATUSES);
        const records: unknown[] = [];
        const name = random.pick(Object.keys(CALLS));
        // A host may add the key itself; then the client knows it only as a secret.
        const isKeyless = random.chance(0.25);
        const client = clientOf(key.key, isKeyless, echoing(echo, key.key, random), records);
        let shown = '';
        await CALLS[name]!(client).catch((error: unknown) => {
          shown = `${shownOf(error)}\n${explained(error)}`;
        });
        const leak = leakIn(shown, key);
        const how = `${isKeyless ? 'without a key, ' : ''}${name}: ${echo.how}`;
        if (leak !== undefined) return { failures: [`the error of ${how}: ${leak}`] };
        const recorded = leakIn(shownOf(records), key);
        return recorded === undefined ? FINE : { failures: [`a hook of ${how}: ${recorded}`] };
      },
    }),
};

export function clientOf(key: string, isKeyless: boolean, fetch: typeof globalThis.fetch, records: unknown[]): Client {
  const note = (event: unknown): void => void records.push(event);
  const hooks: Hooks = { onRequest: note, onResponse: note, onFailure: note, onRetry: note };
  let now = 0;
  const time = {
    now: () => now,
    random: () => 0.5,
    sleep: (ms: number) => {
      now += ms;
      return Promise.resolve();
    },
  };
  if (!isKeyless) return createClient({ apiKey: key, fetch, hooks, io: time });
  const web = fetchIo({ fetch });
  const options: Parameters<typeof createBareClient>[0] & { readonly secrets: readonly string[] } = {
    hooks,
    secrets: [key],
    io: {
      ...time,
      send: (request, signal) => web.send({ ...request, headers: { ...request.headers, authorization: key } }, signal),
    },
  };
  return createBareClient(options);
}

/** The message that people see. */
const explained = (error: unknown): string => (isAssemblyAIError(error) ? shownOf(explain(error)) : '');

/** A `fetch` whose answers echo the key, or whose failures do. */
function echoing(echo: Echo, key: string, random: Random): typeof globalThis.fetch {
  const isBroken = random.chance(0.1);
  const said = SPELLINGS[random.pick(Object.keys(SPELLINGS))]!(key, random);
  const failure = random.pick<() => unknown>([
    () =>
      new TypeError('fetch failed', { cause: Object.assign(new Error(`bad header ${said}`), { code: 'ECONNRESET' }) }),
    () => Object.assign(new Error(`Request failed: ${said}`), { config: { headers: { authorization: key } } }),
    () => new AggregateError([new Error(said)], `all failed: ${said}`),
    () => said,
    () => ({ message: said, code: said }),
  ]);
  return (_, init) => {
    if (isBroken) return Promise.reject(failure() as Error);
    const isRedirect = echo.status >= 300 && echo.status < 400;
    // What undici throws when it may not follow.
    if (isRedirect && init?.redirect === 'error') {
      return Promise.reject(new TypeError('fetch failed', { cause: new Error('unexpected redirect') }));
    }
    const isEmpty = echo.status === 204;
    const { status, statusText, headers } = echo;
    return Promise.resolve(new Response(isEmpty ? null : echo.body, { status, statusText, headers }));
  };
}
