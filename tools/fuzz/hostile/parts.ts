import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Client, isAssemblyAIError } from '@aai-connectors/core';
import { createClient, sleep } from '@aai-connectors/core/web';
import type { Bench, Part, Verdict } from '../part.ts';
import type { Random } from '../random.ts';
import { MODES } from './modes.ts';
import { type HostileServer, startHostileServer } from './server.ts';

const MEBIBYTE = 2 ** 20;

/** Bounds that are soon reached. */
const LIMITS = { responseBytes: MEBIBYTE, downloadBytes: MEBIBYTE };

/** Milliseconds for one attempt. */
const ATTEMPT_MS = 150;

/** What a call may take, in all of its attempts: bounded, if not small. */
const LATEST_MS = 10_000;

/** Bytes that may be on their way beyond the bound, in the buffers of both sides. */
const BUFFERS = 12 * MEBIBYTE;

/** Memory by which a process may grow in a case, garbage included; a bomb unpacks to more. */
const MOST_GROWTH = 96 * MEBIBYTE;

/** Requests of one call: its attempts, or the pages until a list is seen to lead nowhere. */
const MOST_REQUESTS = 60;

const URL_OF_AUDIO = 'https://a.example/b.mp3';

interface Limits {
  readonly signal: AbortSignal;
  /** Uploads have no default timeout. */
  readonly timeoutMs: number;
}

const CALLS: Readonly<Record<string, (client: Client, limits: Limits) => Promise<unknown>>> = {
  get: ({ transcripts }, limits) => transcripts.get('t-1', limits),
  wait: ({ transcripts }, limits) => transcripts.wait('t-1', { deadlineMs: 60_000, ...limits }),
  submit: ({ transcripts }, limits) => transcripts.submit({ audio_url: URL_OF_AUDIO }, limits),
  transcribe: (client, limits) => client.transcribe(URL_OF_AUDIO, {}, { deadlineMs: 60_000, ...limits }),
  'list all': async ({ transcripts }, limits) => {
    for await (const _ of transcripts.listAll({}, limits)) if (limits.signal.aborted) break;
  },
  delete: ({ transcripts }, limits) => transcripts.delete('t-1', limits),
  sentences: ({ transcripts }, limits) => transcripts.sentences('t-1', limits),
  subtitles: ({ transcripts }, limits) => transcripts.subtitles('t-1', { format: 'vtt', ...limits }),
  'search words': ({ transcripts }, limits) => transcripts.wordSearch('t-1', ['word'], limits),
  'redacted audio': async ({ transcripts }, limits) => {
    const { data } = await transcripts.redactedAudioFile('t-1', { deadlineMs: 60_000, ...limits });
    for await (const _ of data);
  },
  upload: ({ files }, limits) => files.upload(Uint8Array.of(1, 2, 3), limits),
  token: ({ streaming }, limits) => streaming.createToken({ expires_in_seconds: 60 }, limits),
  request: ({ request }, limits) => request({ method: 'GET', path: '/v2/transcript' }, limits),
  lemur: ({ lemur }, limits) => lemur.task({ prompt: 'Summarize.', input_text: 'Words.' }, limits),
  chat: ({ llm }, limits) => llm.chat({ model: 'm', prompt: 'Words.' }, limits),
};

async function attack(server: HostileServer, random: Random, index: number): Promise<Verdict> {
  const modes = Object.keys(MODES);
  const mode = modes[index % modes.length]!;
  const name = random.pick(Object.keys(CALLS));
  server.begin(MODES[mode]!, random);
  const stop = new AbortController();
  const memory = watchMemory();
  const startedAt = performance.now();
  const work = CALLS[name]!(clientOf(server.url), { signal: stop.signal, timeoutMs: ATTEMPT_MS }).then(
    () => undefined,
    (error: unknown) => error,
  );
  const error = await Promise.race([
    work,
    sleep(LATEST_MS, stop.signal).then(
      () => LATE,
      () => undefined,
    ),
  ]);
  stop.abort();
  const ms = performance.now() - startedAt;
  const growth = memory.stop();
  server.end();
  await work;

  const failures: string[] = [];
  if (error === LATE) failures.push(`no end within ${LATEST_MS / 1000} s`);
  else if (error !== undefined && !isAssemblyAIError(error))
    failures.push(`untyped after ${Math.round(ms)} ms: ${String(error)}`);
  if (server.mostBytes() > LIMITS.responseBytes + BUFFERS)
    failures.push(`${Math.round(server.mostBytes() / MEBIBYTE)} MiB taken`);
  if (growth > MOST_GROWTH) failures.push(`grew by ${Math.round(growth / MEBIBYTE)} MiB`);
  if (server.requests() > MOST_REQUESTS) failures.push(`${server.requests()} requests`);
  if ('polluted' in Object.prototype) failures.push('the prototype of all objects was changed');
  return { failures: failures.map((what) => `${name} × ${mode}: ${what}`) };
}

const LATE = Symbol('late');

/** Pauses pass at once, up to what a patient caller would sit through. */
function clientOf(url: string): Client {
  let passedMs = 0;
  const options: Parameters<typeof createClient>[0] & { readonly limits: typeof LIMITS } = {
    apiKey: 'key-of-the-victim',
    hosts: { api: url, llm: url, streaming: url },
    timeoutMs: ATTEMPT_MS,
    limits: LIMITS,
    io: {
      now: () => Date.now() + passedMs,
      random: () => 0.5,
      async sleep(ms, signal) {
        passedMs += ms;
        await sleep(0, signal);
      },
    },
  };
  return createClient(options);
}

setFlagsFromString('--expose-gc');
/** Collects what earlier cases have left. */
const collect = runInNewContext('gc') as () => void;

/** The most memory beyond what there was, sampled. */
function watchMemory(): { stop(): number } {
  const used = (): number => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  collect();
  const before = used();
  let most = before;
  const sample = (): void => void (most = Math.max(most, used()));
  const timer = setInterval(sample, 5);
  return {
    stop() {
      sample();
      clearInterval(timer);
      return most - before;
    },
  };
}

/** The client with the real `fetch`, against a server that means harm. */
export const hostileParts: readonly Part[] = [
  {
    id: 'hostile/answers',
    label: `Hostile answers: ${Object.keys(MODES).length} modes × ${Object.keys(CALLS).length} calls`,
    cases: 5 * Object.keys(MODES).length,
    async open(): Promise<Bench> {
      const server = await startHostileServer();
      return { run: (random, index) => attack(server, random, index), close: () => server.close() };
    },
  },
];
