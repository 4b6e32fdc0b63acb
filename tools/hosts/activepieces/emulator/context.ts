import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Part } from './load.ts';
import { createWaitpoints, type Resume, type Waitpoint, type Waitpoints } from './waitpoints.ts';

export interface SurroundingsOptions {
  /** Public URL of the platform. @default its real address */
  readonly publicUrl?: string;
  /**
   * Whether the steps belong to a run of a flow. If an agent runs a single action, they do not: the platform accepts
   * waitpoints and pauses of such an action, and drops them. @default true
   */
  readonly canPause?: boolean;
  /** Whether the platform reports the progress of steps. Older versions do not. @default true */
  readonly hasProgress?: boolean;
  /** The message with which the platform rejects a waitpoint, called for each one. `undefined` accepts it. */
  readonly rejectWaitpoint?: (waitpoint: Pick<Waitpoint, 'type' | 'resumeDateTime'>) => string | undefined;
  /** A store that processes of the platform share. @default a new store */
  readonly store?: Map<string, unknown>;
  /** How long a delay lasts, in milliseconds, by the time that a step asked for. @default the same */
  readonly lasting?: (askedMs: number) => number;
  /** Maximum size of a stored file, in bytes. @default 25 MB, as on the platform */
  readonly largestFile?: number;
}

/** The platform around the steps of one run: a store, files, and waitpoints with working resume URLs. */
export interface Surroundings {
  /** Runs the action from the beginning. @param stepName `step_1` if it is absent */
  begin(action: Part, propsValue: object, stepName?: string): Promise<unknown>;
  /** Resumes the action after a pause. @param payload `null` if a delay ended */
  resume(action: Part, propsValue: object, payload: Resume | null, stepName?: string): Promise<unknown>;
  /** Tests the action or trigger, as the builder does. */
  test(part: Part, propsValue: object): Promise<unknown>;
  /** Context of a trigger. */
  trigger(propsValue: object, payload?: Partial<Resume>): object;
  /** Whether the last run paused. */
  isPaused(): boolean;
  /** The waitpoint of the last pause. */
  pause(): Waitpoint | undefined;
  /** Requests to the resume URLs, oldest first. */
  calls(): readonly Resume[];
  /** What the steps reported while they were running, oldest first. */
  progress(): readonly Readonly<Record<string, unknown>>[];
  /** Tags of the run. */
  tags(): readonly string[];
  /** The waitpoints of the run. */
  readonly waitpoints: Waitpoints;
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

/** ID of the run that an agent's tool sees. */
const AGENT_RUN_ID = 'mcp-flow-run-id';

/** Starts the platform around a run. Contexts have the framework's shape. @param connection values of the connection */
export async function startSurroundings(
  connection: object,
  {
    publicUrl,
    canPause = true,
    hasProgress = true,
    rejectWaitpoint = () => undefined,
    lasting,
    store: stored = new Map<string, unknown>(),
    largestFile = 25 * 2 ** 20,
  }: SurroundingsOptions = {},
): Promise<Surroundings> {
  const calls: Resume[] = [];
  const progress: Readonly<Record<string, unknown>>[] = [];
  const tags: string[] = [];
  const files = new Map<string, { readonly fileName: string; readonly data: Buffer }>();
  let count = 0;
  const waitpoints = createWaitpoints(() => `waitpoint_${++count}`, lasting);
  let paused: Waitpoint | undefined;
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { searchParams, pathname } = new URL(request.url ?? '/', 'http://host');
      const text = Buffer.concat(pieces).toString();
      const call = {
        body: text === '' ? {} : (JSON.parse(text) as unknown),
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        queryParams: Object.fromEntries(searchParams),
      };
      calls.push(call);
      const isRecorded = waitpoints.call(pathname.split('/').at(-1)!, call);
      const message = isRecorded ? 'Your response has been recorded.' : 'This link has expired.';
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ message }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const flowId = `flow_${++flowCount}`;
  const runId = canPause ? 'run_1' : AGENT_RUN_ID;
  const publicApi = publicUrl ?? `${url}/api/`;

  const base = (propsValue: object, stepName = 'step_1'): object => ({
    auth: { type: 'CUSTOM_AUTH', props: connection },
    propsValue,
    step: { name: stepName },
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
    server: { apiUrl: `${url}/api/`, publicUrl: publicApi, token: 'token-of-test' },
    project: { id: 'project', externalId: () => Promise.resolve(undefined) },
    connections: { get: () => Promise.resolve(null) },
    flows: { current: { id: flowId, version: { id: 'version' } }, list: () => Promise.resolve({ data: [] }) },
    tags: { add: ({ name }: { readonly name: string }) => Promise.resolve(void tags.push(name)) },
    ...(hasProgress && {
      output: {
        update: ({ data }: { readonly data: Readonly<Record<string, unknown>> }) =>
          Promise.resolve(void progress.push(structuredClone(data))),
      },
    }),
    agent: { tools: () => Promise.resolve({}) },
    run: {
      id: runId,
      stop: () => undefined,
      respond: () => undefined,
      async createWaitpoint(params: Pick<Waitpoint, 'type' | 'resumeDateTime'>) {
        const problem = rejectWaitpoint(params);
        if (problem !== undefined) throw new Error(problem);
        await delayRequest(stepName);
        const { id } = waitpoints.create(stepName, params);
        const resumeUrl = `${publicApi}v1/flow-runs/${runId}/waitpoints/${id}`;
        return {
          id,
          resumeUrl,
          buildResumeUrl: ({ queryParams }: { queryParams: Record<string, string> }) => {
            const query = new URLSearchParams(queryParams).toString();
            return query === '' ? resumeUrl : `${resumeUrl}?${query}`;
          },
        };
      },
      waitForWaitpoint: (id: string) => {
        if (!canPause) return;
        waitingFor = id;
      },
    },
  });

  /** ID of the waitpoint that the running step has asked to wait for. The platform pauses when the step returns. */
  let waitingFor: string | undefined;
  const ran = async (work: Promise<unknown>): Promise<unknown> => {
    const output = await work;
    if (waitingFor !== undefined) {
      waitpoints.pause(waitingFor);
      paused = waitpoints.paused();
    }
    return output;
  };

  return {
    begin(action, propsValue, stepName) {
      // A step of a paused run begins again only if a person runs the run again.
      if (waitpoints.paused() !== undefined) {
        waitpoints.end();
        waitpoints.retry();
      }
      paused = waitingFor = undefined;
      return ran(action.run({ ...base(propsValue, stepName), executionType: 'BEGIN' }));
    },
    resume(action, propsValue, payload, stepName) {
      waitpoints.resume();
      paused = waitingFor = undefined;
      return ran(action.run({ ...base(propsValue, stepName), executionType: 'RESUME', resumePayload: payload }));
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
    progress: () => progress,
    tags: () => tags,
    waitpoints,
    file: (fileUrl) => {
      const file = files.get(String(fileUrl));
      if (file === undefined) throw new Error(`No file is stored as ${String(fileUrl)}.`);
      return file;
    },
    stored,
    close: () =>
      new Promise((resolve) => {
        waitpoints.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
