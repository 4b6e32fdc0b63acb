import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Part } from './load.ts';

/** What ended a pause. */
export interface Resume {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly queryParams: Readonly<Record<string, string>>;
}

/** What a step asked its host to wait for. */
export interface Waitpoint {
  readonly id: string;
  readonly type: 'WEBHOOK' | 'DELAY';
  /** When a delay ends, ISO 8601. */
  readonly resumeDateTime?: string;
}

export interface SurroundingsOptions {
  /** Where the host says it can be reached. @default its real address */
  readonly publicUrl?: string;
  /** Whether the run can pause. An agent that runs a single action cannot. @default true */
  readonly canPause?: boolean;
  /** A store to share with other processes of the host. @default a new store */
  readonly store?: Map<string, unknown>;
  /** Largest file that it stores, bytes. @default 25 MB, as the host's */
  readonly largestFile?: number;
}

/** The surroundings of one flow, and of one step of one run of it: a store, files, waitpoints with addresses that can be called. */
export interface Surroundings {
  /** Runs the action from the start. */
  begin(action: Part, propsValue: object): Promise<unknown>;
  /** Resumes the action after its pause. `payload` is `null` after a delay. */
  resume(action: Part, propsValue: object, payload: Resume | null): Promise<unknown>;
  /** Tries it out, as the builder does. */
  test(part: Part, propsValue: object): Promise<unknown>;
  /** A trigger's context. */
  trigger(propsValue: object, payload?: Partial<Resume>): object;
  /** Whether the last run paused. */
  isPaused(): boolean;
  /** What it paused for. */
  pause(): Waitpoint | undefined;
  /** Calls of the resume address, the oldest first. */
  calls(): readonly Resume[];
  /** What was written, by its link. */
  file(link: unknown): { readonly fileName: string; readonly data: Buffer };
  readonly stored: ReadonlyMap<string, unknown>;
  close(): Promise<void>;
}

/** Longest key of a store entry, with the prefix of the flow. */
const LONGEST_KEY = 128 - 'flow_0123456789abcdefghijk/'.length;

let requests = 0;
let flowCount = 0;

/** The store is behind HTTP: requests overtake each other, by up to eight turns of the event loop. */
async function onTheWay(key: string): Promise<void> {
  if (key.length > LONGEST_KEY) throw new Error('The key of a store entry may have 128 characters.');
  for (let turns = (requests = (requests * 5 + 3) % 64) % 8; turns > 0; turns--) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A context of the framework's real shape. @param connection what the person's connection holds */
export async function startSurroundings(
  connection: object,
  {
    publicUrl,
    canPause = true,
    store: stored = new Map<string, unknown>(),
    largestFile = 25 * 2 ** 20,
  }: SurroundingsOptions = {},
): Promise<Surroundings> {
  const calls: Resume[] = [];
  const files = new Map<string, { readonly fileName: string; readonly data: Buffer }>();
  /** The host keeps one for each step and run, until it is used. */
  let waitpoint: Waitpoint | undefined;
  let paused: Waitpoint | undefined;
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { searchParams } = new URL(request.url ?? '/', 'http://host');
      calls.push({
        body: JSON.parse(Buffer.concat(pieces).toString()) as unknown,
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        queryParams: Object.fromEntries(searchParams),
      });
      response.setHeader('content-type', 'application/json').end('{"message":"Your response has been recorded"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let count = 0;
  const flowId = `flow_${++flowCount}`;

  const base = (propsValue: object): object => ({
    auth: { type: 'CUSTOM_AUTH', props: connection },
    propsValue,
    step: { name: 'step_1' },
    store: {
      put: async (key: string, value: unknown) => {
        await onTheWay(key);
        stored.set(key, structuredClone(value));
        return value;
      },
      get: async (key: string) => {
        await onTheWay(key);
        const value = structuredClone(stored.get(key)) ?? null;
        await onTheWay(key);
        return value;
      },
      delete: async (key: string) => {
        await onTheWay(key);
        stored.delete(key);
      },
    },
    files: {
      write: (file: { fileName: string; data: Buffer }) => {
        if (file.data.byteLength > largestFile) {
          return Promise.reject(new Error(`The file is larger than ${largestFile} bytes.`));
        }
        const link = `https://files.example.com/${++count}/${file.fileName}`;
        files.set(link, file);
        return Promise.resolve(link);
      },
    },
    server: { apiUrl: `${url}/api/`, publicUrl: publicUrl ?? `${url}/api/`, token: 'token-of-test' },
    project: { id: 'project', externalId: () => Promise.resolve(undefined) },
    connections: { get: () => Promise.resolve(null) },
    flows: { current: { id: flowId, version: { id: 'version' } }, list: () => Promise.resolve({ data: [] }) },
    tags: { add: () => Promise.resolve() },
    output: { update: () => Promise.resolve() },
    agent: { tools: () => Promise.resolve({}) },
    run: {
      id: 'run_1',
      stop: () => undefined,
      respond: () => undefined,
      createWaitpoint: (params: Omit<Waitpoint, 'id'>) => {
        if (!canPause) return Promise.reject(new Error('This action can only run inside a flow.'));
        waitpoint ??= { ...params, id: `waitpoint_${++count}` };
        const resumeUrl = `${publicUrl ?? url}/flow-runs/run_1/waitpoints/${waitpoint.id}`;
        return Promise.resolve({
          id: waitpoint.id,
          resumeUrl,
          buildResumeUrl: ({ queryParams }: { queryParams: Record<string, string> }) => {
            const query = new URLSearchParams(queryParams).toString();
            return query === '' ? resumeUrl : `${resumeUrl}?${query}`;
          },
        });
      },
      waitForWaitpoint: (id: string) => {
        if (id !== waitpoint?.id) throw new Error(`There is no waitpoint ${id}.`);
        paused = waitpoint;
      },
    },
  });

  return {
    begin(action, propsValue) {
      paused = undefined;
      return action.run({ ...base(propsValue), executionType: 'BEGIN' });
    },
    resume(action, propsValue, payload) {
      waitpoint = paused = undefined;
      return action.run({ ...base(propsValue), executionType: 'RESUME', resumePayload: payload });
    },
    test: (part, propsValue) => part.test({ ...base(propsValue), executionType: 'BEGIN' }),
    trigger: (propsValue, payload = {}) => ({
      ...base(propsValue),
      webhookUrl: `${url}/webhooks/flow`,
      payload: { body: {}, headers: {}, queryParams: {}, ...payload },
      setSchedule: () => undefined,
    }),
    isPaused: () => paused !== undefined,
    pause: () => paused,
    calls: () => calls,
    file: (link) => {
      const file = files.get(String(link));
      if (file === undefined) throw new Error(`Nothing was written as ${String(link)}.`);
      return file;
    },
    stored,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
