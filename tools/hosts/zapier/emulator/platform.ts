import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import zapier from 'zapier-platform-core';
import { type StandIn } from '@aai-connectors/stand-in';
import { type HeldFile, withFiles } from './file-fields.ts';
import { checkInput, checkOutput, LIMITS, withinTime } from './limits.ts';
import { turnOn, type ZapTrigger } from './zap-trigger.ts';

/** The answer of a run. `CALLBACK`: the step is paused until its callback address is called. */
export interface Answer {
  readonly results: unknown;
  readonly status?: 'SUCCESS' | 'CALLBACK';
}

export interface Bundle {
  readonly authData?: Readonly<Record<string, string>>;
  readonly inputData?: Readonly<Record<string, unknown>>;
  readonly outputData?: unknown;
  readonly cleanedRequest?: unknown;
  readonly rawRequest?: unknown;
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** A call to the callback address of a step, as `performResume` receives it. */
export interface Call {
  readonly cleanedRequest: unknown;
  readonly rawRequest: {
    readonly method: 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly content: string;
  };
}

/** A file as the platform stores it. */
export interface StoredFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** A step of a Zap that is on, run by the platform from its start to its end. */
export interface ZapStep {
  /** `waiting` for a call, `scheduled` to run again, or ended. */
  state(): 'waiting' | 'scheduled' | 'done' | 'failed';
  /** The output of the step, or the reason of its failure. */
  result(): unknown;
  /** The address that resumes it. Only the first call does; the platform answers every call with 200. */
  readonly callbackUrl: string;
  /** The pauses that the step asked for, in seconds. */
  readonly pauses: readonly number[];
  /** Ends the pause: the platform runs the same function again with the same bundle. */
  elapse(): Promise<void>;
  /** Resolves once nothing runs. */
  settled(): Promise<void>;
}

/** The platform's core with a built app, its callback addresses, and its file storage. */
export interface Platform {
  /** Runs a function of the app by its path. @param bundle by default with a working connection */
  run(method: string, bundle?: Bundle): Promise<Answer>;
  /** Runs an action of a Zap that is on. */
  zapStep(key: string, inputData: Readonly<Record<string, unknown>>): Promise<ZapStep>;
  /** Turns on a Zap that starts with a trigger. */
  zapTrigger(key: string, inputData?: Readonly<Record<string, unknown>>): Promise<ZapTrigger>;
  /** The cache of the app, as `z.cache` stores it. */
  readonly cache: Map<string, string>;
  command(command: 'validate' | 'definition'): Promise<unknown>;
  /** The calls so far, oldest first. */
  calls(): readonly Call[];
  /** Fetches the data or file that a result promises. */
  fetched(promise: unknown): Promise<unknown>;
  file(promise: unknown): Promise<StoredFile>;
  /** A file of an earlier step, as its private link. @param name absent if the earlier step gave none */
  hold(content: HeldFile['content'], name?: string): string;
  /** Lets the private links of all files so far expire. */
  expireFiles(): void;
  close(): Promise<void>;
}

/** The runtime stores large results, and returns their address. */
interface Returned extends Answer {
  readonly resultsUrl?: string;
}

type Handler = (event: object) => Promise<Returned>;

/** A call of the platform's core to its server. */
interface RpcCall {
  readonly id: string;
  readonly method: string;
  readonly params: readonly unknown[];
  readonly storeKey?: string;
}

/** Start of the path of a private link. */
const HYDRATE = '/engine/hydrate/';

/** @param app the default export of the app */
export async function startPlatform(app: object, standIn: StandIn): Promise<Platform> {
  const handler = (zapier as unknown as { createAppHandler(app: object): Handler }).createAppHandler(app);
  const calls: Call[] = [];
  const stored = new Map<string, StoredFile>();
  /** Files of earlier steps, by the path of their private link. */
  const held = new Map<string, HeldFile>();
  /** The place in a paged list, by the key of the poll. */
  const cursors = new Map<string, unknown>();
  const cache = new Map<string, string>();
  let count = 0;
  /** Resumes a paused step, by the path of its address. */
  const wakes = new Map<string, (call: Call) => void>();
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const path = request.url ?? '';
      if (path === '/rpc') {
        const call = JSON.parse(body.toString()) as RpcCall;
        const answer = cachedFor(cache, call) ??
          cursorOf(cursors, call) ?? { result: { url: `${url}/files/`, fields: { key: `file-${++count}` } } };
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ id: call.id, ...answer }));
      } else if (path.startsWith(HYDRATE)) {
        const file = held.get(path);
        if (file?.name !== undefined) {
          response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`);
        }
        response.writeHead(file === undefined ? 410 : 200);
        if (typeof file?.content !== 'function') response.end(file?.content);
        else pipeline(Readable.from(file.content()), response, () => undefined);
      } else if (path === '/files/') {
        const { key, ...file } = formFile(body, String(request.headers['content-type']));
        stored.set(key, file);
        response.writeHead(204).end();
      } else {
        if (path.startsWith('/callback/')) {
          const call = callOf(request, body);
          calls.push(call);
          wakes.get(path)?.(call);
          wakes.delete(path);
        }
        response.setHeader('content-type', 'application/json').end('{}');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const surroundings = {
    environment: { ASSEMBLYAI_BASE_URL: standIn.url, LOGGING_ENDPOINT: `${url}/log` },
    rpc_base: `${url}/rpc`,
    token: 'token-of-test',
    logBuffer: [],
  };

  const hold = (file: HeldFile): string => {
    const path = `${HYDRATE}${++count}`;
    held.set(path, file);
    return url + path;
  };

  const execute = async (method: string, given: Bundle = {}, callbackUrl = ''): Promise<Answer> => {
    const inputData = await withFiles(app, method, given.inputData ?? {}, hold, (link) =>
      link.startsWith(url + HYDRATE),
    );
    const bundle = { authData: { api_key: standIn.keys[0]!, region: 'us' }, meta: {}, ...given, inputData };
    checkInput(bundle);
    const { resultsUrl, ...answer } = await withinTime(
      handler({
        ...surroundings,
        callback_url: callbackUrl,
        ...(isPaged(app, method) && { storeKey: method }),
        command: 'execute',
        method,
        bundle,
        autostashPayloadOutputLimit: LIMITS.outputCharacters,
      }),
    );
    checkOutput(answer.results);
    return resultsUrl === undefined ? answer : { ...answer, results: storedResults(resultsUrl) };
  };

  const storedResults = (address: string): unknown => {
    const { content } = stored.get(address.split('/').pop()!)!;
    return JSON.parse(Buffer.from(content.toString(), 'base64').toString()) as unknown;
  };

  const platform: Platform = {
    // Each run of a step has its own address.
    run: (method, bundle) => execute(method, bundle, `${url}/callback/${++count}`),
    async zapStep(key, inputData) {
      const path = `/callback/${++count}`;
      const pauses: number[] = [];
      let state: ReturnType<ZapStep['state']> = 'waiting';
      let result: unknown;
      let bundle: Bundle = { inputData };
      let running: Promise<void> = Promise.resolve();
      const work = async (half: 'perform' | 'performResume'): Promise<void> => {
        try {
          const answer = await execute(`creates.${key}.operation.${half}`, bundle, url + path);
          result = answer.results;
          state = answer.status === 'CALLBACK' ? 'waiting' : 'done';
        } catch (thrown) {
          const { name, message } = thrown as Error;
          result = thrown;
          state = name === 'ThrottledError' ? 'scheduled' : 'failed';
          if (state === 'scheduled') pauses.push((JSON.parse(message) as { readonly delay: number }).delay);
        }
      };
      let half: 'perform' | 'performResume' = 'perform';
      await work(half);
      if (state === 'waiting') {
        wakes.set(path, (call) => {
          half = 'performResume';
          bundle = { inputData, outputData: result, ...call };
          running = work(half);
        });
      }
      return {
        state: () => state,
        result: () => result,
        callbackUrl: url + path,
        pauses,
        elapse: () => (state === 'scheduled' ? (running = work(half)) : Promise.resolve()),
        settled: () => running,
      };
    },
    hold: (content, name) => hold({ content, name }),
    expireFiles: () => held.clear(),
    zapTrigger(key, inputData = {}) {
      const zap = { id: `zap-${++count}` };
      return turnOn(async (meta) => {
        const bundle = { inputData, meta: { zap, ...meta } };
        return (await execute(`triggers.${key}.operation.perform`, bundle)).results;
      });
    },
    cache,
    command: async (command) => (await handler({ ...surroundings, command })).results,
    calls: () => calls,
    async fetched(promise) {
      const [, text = ''] = String(promise).split('|||');
      const { method, bundle } = JSON.parse(text) as { readonly method: string; readonly bundle: object };
      return (await platform.run(method, { inputData: bundle as Record<string, unknown> })).results;
    },
    async file(promise) {
      const key = String(await platform.fetched(promise))
        .split('/')
        .pop()!;
      const file = stored.get(key);
      if (file === undefined) throw new Error(`Nothing is stored as ${key}.`);
      return file;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return platform;
}

/** Whether a method polls a trigger that has pages. Only those have a cursor. */
function isPaged(app: AppWithTriggers, method: string): boolean {
  const [kind, key = '', , name] = method.split('.');
  return kind === 'triggers' && name === 'perform' && app.triggers?.[key]?.operation.canPaginate === true;
}

interface AppWithTriggers {
  readonly triggers?: Readonly<Record<string, { readonly operation: { readonly canPaginate?: boolean } }>>;
}

/** What the platform answers to a call of its core. */
type RpcAnswer = { readonly result: unknown } | { readonly error: string };

/** The answer of the cursors; `undefined` if the call is about something else. */
function cursorOf(
  cursors: Map<string, unknown>,
  { method, params: [value], storeKey = '' }: RpcCall,
): RpcAnswer | undefined {
  if (!method.endsWith('_cursor')) return undefined;
  if (storeKey === '') return { error: 'Only a paged trigger has a cursor.' };
  if (method === 'set_cursor') cursors.set(storeKey, value);
  return { result: cursors.get(storeKey) ?? null };
}

/** The answer of the cache; `undefined` if the call is about something else. */
function cachedFor(cache: Map<string, string>, { method, params }: RpcCall): RpcAnswer | undefined {
  const [key = '', value = ''] = params as readonly string[];
  switch (method) {
    case 'zcache_get':
      return { result: cache.get(key) ?? null };
    case 'zcache_set':
      cache.set(key, value);
      return { result: true };
    case 'zcache_delete':
      return { result: cache.delete(key) };
    default:
      return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The platform adds `Http-` to the names of headers. */
const callOf = ({ headers }: IncomingMessage, body: Buffer): Call => ({
  cleanedRequest: JSON.parse(body.toString()) as unknown,
  rawRequest: {
    method: 'POST',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [`Http-${name}`, String(value)])),
    content: body.toString(),
  },
});

/** The file in a multipart form, with its key. */
function formFile(body: Buffer, contentType: string): StoredFile & { readonly key: string } {
  const boundary = `--${/boundary=(.+)$/.exec(contentType)![1]!}`;
  const parts = body
    .toString('latin1')
    .split(boundary)
    .slice(1, -1)
    .map((part) => /^\r\n([^]*?)\r\n\r\n([^]*)\r\n$/.exec(part)!);
  const valueOf = (name: string): string => parts.find(([, head]) => head!.includes(`name="${name}"`))![2]!;
  const [, head, content] = parts.find(([, one]) => one!.includes('filename='))!;
  return {
    key: valueOf('key'),
    name: /filename="([^"]*)"/.exec(head!)?.[1] ?? '',
    type: /content-type: (.*)/i.exec(head!)?.[1] ?? '',
    content: Buffer.from(content!, 'latin1'),
  };
}
