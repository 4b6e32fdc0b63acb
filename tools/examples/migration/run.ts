import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as core from '@aai-connectors/core/node';
import {
  markedListener,
  markedSpeech,
  recordingPath,
  type LoggedRequest,
  type StandIn,
  startStandIn,
} from '@aai-connectors/stand-in';
import { AssemblyAI, type StreamingTranscriber, type StreamingTranscriberParams } from 'assemblyai';

/** Hz */
const RATE = 8000;
const WILDFIRES = 'https://assembly.ai/wildfires.mp3';

/** One word and silence. A message may hold a second at most. */
const { words, pcm } = markedSpeech({ words: ['Hello.'], sampleRate: RATE, gapMs: 20, pauseEvery: 1 });
const speech = new Uint8Array(pcm.subarray(0, RATE * 2 * 0.9)).buffer;

export const startService = (): Promise<StandIn> =>
  startStandIn({
    keys: ['0f3e5b6c7d8091a2b3c4d5e6f7089a1b'],
    timing: { queuedMs: 0, processingMs: 0, redactionMs: 0 },
    streaming: { listener: markedListener(words), latencyMs: 0 },
  });

/** The official SDK polls on the timer of the platform, every 3 s unless a cell says otherwise, ms. */
const POLLING_MS = [500, 3000];

/** Shortens the pauses between two checks while `work` runs, and no other time. */
async function withQuickPolling<T>(work: () => Promise<T>): Promise<T> {
  const { setTimeout: original } = globalThis;
  const quick = (task: (...values: unknown[]) => void, ms?: number, ...values: unknown[]): NodeJS.Timeout =>
    original(task, ms !== undefined && POLLING_MS.includes(ms) ? 5 : ms, ...values);
  globalThis.setTimeout = Object.assign(quick, original);
  try {
    return await work();
  } finally {
    globalThis.setTimeout = original;
  }
}

/** HostIo that wait shortly between two checks. */
const io = { sleep: (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5)) };

/** What a cell did. */
export interface Outcome {
  /** Every request, without repeated checks of a status; IDs are replaced. */
  readonly requests: readonly string[];
  /** Settings and messages of every live session. */
  readonly sessions: readonly string[];
  /** What the cell returned, as JSON; IDs are replaced. Nothing for what JSON cannot hold. */
  readonly result: string | undefined;
  /** The value itself. */
  readonly value: unknown;
  /** The name of what it threw. */
  readonly thrown: string | undefined;
  /** What listeners of the cell received. */
  readonly printed: number;
}

type Bindings = Readonly<Record<string, unknown>>;

interface Closable {
  close(): Promise<unknown>;
}

/** One of the two packages, with all hosts at the stand-in. */
interface Package {
  readonly bindings: Bindings;
  /** Live sessions to close after the cell. */
  readonly opened: Closable[];
}

function officialPackage({ url, keys }: StandIn): Package {
  const opened: Closable[] = [];
  class AtStandIn extends AssemblyAI {
    constructor(params: ConstructorParameters<typeof AssemblyAI>[0]) {
      super({ ...params, baseUrl: url, streamingBaseUrl: url, llmGatewayBaseUrl: url, syncBaseUrl: url });
      const create = this.streaming.transcriber.bind(this.streaming);
      const websocketBaseUrl = `${url.replace(/^http/, 'wss')}/v3/ws`;
      this.streaming.transcriber = (given: StreamingTranscriberParams) => {
        const transcriber = withoutTls(create({ ...given, websocketBaseUrl }));
        opened.push(transcriber);
        return transcriber;
      };
    }
  }
  return { bindings: { AssemblyAI: AtStandIn, client: new AtStandIn({ apiKey: keys[0]! }) }, opened };
}

/** The SDK insists on TLS, which the stand-in does not speak: only the scheme of the finished address is changed. */
function withoutTls(transcriber: StreamingTranscriber): StreamingTranscriber {
  const address = (Reflect.get(transcriber, 'connectionUrl') as () => URL).bind(transcriber);
  Reflect.set(transcriber, 'connectionUrl', () => new URL(address().href.replace(/^wss:/, 'ws:')));
  return transcriber;
}

function ourPackage({ hosts, keys }: StandIn): Package {
  const createClient = (options: core.NodeClientOptions): core.NodeClient =>
    core.createClient({
      ...options,
      io,
      hosts: options.region === undefined ? { ...hosts, ...options.hosts } : undefined,
    });
  return { bindings: { ...core, createClient, client: createClient({ apiKey: keys[0] }) }, opened: [] };
}

/** Runs a cell of the page. A session that it needs is opened before, and closed after it. */
async function runCell(code: string, { bindings: own, opened }: Package, standIn: StandIn): Promise<Outcome> {
  let printed = 0;
  const id = await finishedTranscript(standIn, /redact/i.test(code));
  const live = /\b(?:transcriber|session)\./.test(code) ? await openSession(own) : undefined;
  const requestsBefore = standIn.requests().length;
  const sessionsBefore = standIn.sessions().length - (live === undefined ? 0 : 1);
  const bindings: Bindings = {
    ...own,
    ...live?.bindings,
    createReadStream,
    apiKey: standIn.keys[0],
    url: WILDFIRES,
    bytes: await readFile(recordingPath('dialogue.wav')),
    speech,
    id,
    print: () => void (printed += 1),
  };
  let value: unknown;
  let thrown: string | undefined;
  try {
    value = await withQuickPolling(() => evaluate(code, bindings));
  } catch (error) {
    thrown = String(error);
  }
  await live?.end(code);
  if (hasClose(value)) opened.push(value);
  await Promise.all(opened.map((session) => session.close()));
  return {
    requests: standIn
      .requests()
      .slice(requestsBefore)
      .map(described)
      .filter((one, at, all) => one !== all[at - 1]),
    sessions: standIn
      .sessions()
      .slice(sessionsBefore)
      .map(({ params, texts, audioMs }) => JSON.stringify({ params, texts, hasAudio: audioMs > 0 })),
    result: jsonOf(value),
    value,
    thrown,
    printed,
  };
}

export const runOfficial = (code: string, standIn: StandIn): Promise<Outcome> =>
  runCell(code, officialPackage(standIn), standIn);

export const runOurs = (code: string, standIn: StandIn): Promise<Outcome> =>
  runCell(code, ourPackage(standIn), standIn);

/** The ID of a transcript that is finished, with redacted audio if it is needed. */
async function finishedTranscript({ keys, hosts }: StandIn, redactedAudio: boolean): Promise<string> {
  const client = core.createClient({ apiKey: keys[0], hosts, io });
  const policies = { redact_pii: true, redact_pii_policies: ['person_name'], redact_pii_audio: true };
  const { id } = redactedAudio
    ? await client.transcribe(recordingPath('dialogue.wav'), policies, { redactedAudio })
    : await client.transcribe(WILDFIRES);
  return id;
}

interface Live {
  readonly bindings: Bindings;
  end(code: string): Promise<void>;
}

async function openSession({ client }: Bindings): Promise<Live> {
  if (client instanceof AssemblyAI) {
    const transcriber: StreamingTranscriber = client.streaming.transcriber({ sampleRate: RATE });
    transcriber.on('close', () => undefined);
    await transcriber.connect();
    return {
      bindings: { transcriber },
      async end(code) {
        if (code.includes('.on(')) transcriber.sendAudio(speech);
        if (!code.includes('.close(')) await transcriber.close();
      },
    };
  }
  const session = await (client as core.NodeClient).streaming.connect({ sample_rate: RATE });
  return {
    bindings: { session },
    async end(code) {
      if (code.includes('.on(')) await session.pipe([speech]);
      await session.close();
    },
  };
}

type AsyncFunctionConstructor = new (...code: string[]) => (...values: unknown[]) => Promise<unknown>;
const AsyncFunction = (async () => undefined).constructor as AsyncFunctionConstructor;

const evaluate = (code: string, bindings: Bindings): Promise<unknown> =>
  new AsyncFunction(...Object.keys(bindings), `return (${code});`)(...Object.values(bindings));

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const withoutIds = (text: string): string =>
  text
    .replace(ID, 'ID')
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/Signature=\w+&Expires=\d+/g, 'SIGNATURE')
    .replace(/"stand-in-[\w-]{20,}"/g, '"TOKEN"');

const described = ({ method, path, query, body }: LoggedRequest): string =>
  withoutIds(
    `${method} ${path}${query === '' ? '' : `?${query}`}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`,
  );

function jsonOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value instanceof ArrayBuffer) return `${value.byteLength} bytes`;
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null || !isPlain(value))) return undefined;
  return withoutIds(JSON.stringify(value));
}

const isPlain = (value: object): boolean =>
  Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;

const hasClose = (value: unknown): value is Closable =>
  typeof value === 'object' && value !== null && 'close' in value && typeof value.close === 'function';
