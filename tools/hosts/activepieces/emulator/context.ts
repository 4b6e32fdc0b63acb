import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Part } from './load.ts';

/** The request that ended a pause. */
export interface Resume {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly queryParams: Readonly<Record<string, string>>;
}

/** What a step waits for. */
export interface Waitpoint {
  readonly id: string;
  readonly type: 'WEBHOOK' | 'DELAY';
  /** End of a delay, in ISO 8601. */
  readonly resumeDateTime?: string;
}

export interface SurroundingsOptions {
  /** Public URL of the platform. @default its real address */
  readonly publicUrl?: string;
  /** Whether steps can pause. They cannot if an agent runs a single action. @default true */
  readonly canPause?: boolean;
  /** A store that processes of the platform share. @default a new store */
  readonly store?: Map<string, unknown>;
  /** Maximum size of a stored file, in bytes. @default 25 MB, as on the platform */
  readonly largestFile?: number;
}

/** The platform around one step of one run: a store, files, and waitpoints with working resume URLs. */
export interface Surroundings {
  /** Runs the action from the beginning. */
  begin(action: Part, propsValue: object): Promise<unknown>;
  /** Resumes the action after a pause. @param payload `null` if a delay ended */
  resume(action: Part, propsValue: object, payload: Resume | null): Promise<unknown>;
  /** Tests the action or trigger, as the builder does. */
  test(part: Part, propsValue: object): Promise<unknown>;
  /** Context of a trigger. */
  trigger(propsValue: object, payload?: Partial<Resume>): object;
  /** Whether the last run paused. */
  isPaused(): boolean;
  /** The waitpoint of the last pause. */
  pause(): Waitpoint | undefined;
  /** Requests to the resume URL, oldest first. */
  calls(): readonly Resume[];
  /** A stored file, by its URL. */
  file(url: unknown): { readonly fileName: string; readonly data: Buffer };
  readonly stored: ReadonlyMap<string, unknown>;
  close(): Promise<void>;
}

/** Maximum length of a store key, without the prefix of the flow. */
const MAX_KEY_LENGTH = 128 - 'flow_0123456789abcdefghijk/'.length;

let requests = 0;
let flowCount = 0;

/** Delays a request to the store. The store is behind HTTP, so requests arrive out of order, up to 8 turns late. */
async function delayRequest(key: string): Promise<void> {
  if (key.length > MAX_KEY_LENGTH) throw new Error('Store keys can have up to 128 characters.');
  for (let turns = (requests = (requests * 5 + 3) % 64) % 8; turns > 0; turns--) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Starts the platform around a step. Contexts have the framework's shape. @param connection values of the connection */
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
  /** The platform keeps one waitpoint per step and run, until it is used. */
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
        await delayRequest(key);
        stored.set(key, structuredClone(value));
        return value;
      },
      get: async (key: string) => {
        await delayRequest(key);
        const value = structuredClone(stored.get(key)) ?? null;
        await delayRequest(key);
        return value;
      },
      delete: async (key: string) => {
        await delayRequest(key);
        stored.delete(key);
      },
    },
    files: {
      write: (file: { fileName: string; data: Buffer }) => {
        if (file.data.byteLength > largestFile) {
          return Promise.reject(new Error(`The file is larger than ${largestFile} bytes.`));
        }
        const fileUrl = `https://files.example.com/${++count}/${file.fileName}`;
        files.set(fileUrl, file);
        return Promise.resolve(fileUrl);
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
        if (id !== waitpoint?.id) throw new Error(`Waitpoint ${id} does not exist.`);
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
    file: (fileUrl) => {
      const file = files.get(String(fileUrl));
      if (file === undefined) throw new Error(`No file is stored as ${String(fileUrl)}.`);
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
