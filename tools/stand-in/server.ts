import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drained } from './answer-fault.ts';
import type { Clock } from './clock.ts';
import { vendorContract } from './contract/contract.ts';
import { control } from './control.ts';
import { alignmentEngine } from './engines/align.ts';
import { RECORDING_NAMES } from './engines/recordings.ts';
import { replayEngine } from './engines/replay.ts';
import { createFaultDesk, FAULT_HEADER, type FaultDesk, playFault } from './faults.ts';
import { ELSEWHERE } from './hostile-answers.ts';
import { isOwnHost, isOwnPage, misdirected, MISDIRECTED } from './host-names.ts';
import { type Answer, errorAnswer, ok, readJson, Refusal, writeAnswer } from './http.ts';
import { createJobs } from './jobs/jobs.ts';
import { type StartedJob, startedJobs } from './jobs/started.ts';
import { createTranscriptStore } from './jobs/transcripts.ts';
import { createWebhooks, type Delivery } from './jobs/webhooks.ts';
import { createLemurDesk } from './llm/lemur-desk.ts';
import { clockOf, settingsOf, type StandInOptions } from './options.ts';
import type { Resources } from './resources.ts';
import { publicFile } from './rest/public-files.ts';
import { createTokenDesk } from './rest/tokens.ts';
import { createUploadStore } from './rest/upload-store.ts';
import { createRouter } from './routes.ts';
import { plant } from './seed.ts';
import type { Service } from './service.ts';
import { createSessionFaults, type SessionFaultDesk } from './streaming/faults.ts';
import { createStreaming, type LoggedSession } from './streaming/streaming.ts';

/** One request as the log keeps it. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** The query, without the question mark. */
  readonly query: string;
  /** Names in lower case; the key is replaced by whether it was accepted. */
  readonly headers: Readonly<Record<string, string>>;
  /** Only if the body is JSON. */
  body?: unknown;
  /** When it arrived, in milliseconds on the stand-in's clock. */
  readonly at: number;
  /** Absent while, and if never, answered. */
  status?: number;
  fault?: string;
}

/** A running stand-in. */
export interface StandIn {
  readonly url: string;
  /** Addresses for a client. One server answers for all hosts of the API. */
  readonly hosts: { readonly api: string; readonly llm: string; readonly streaming: string; readonly sync: string };
  readonly keys: readonly string[];
  /** Addresses of the bundled recordings, by name. */
  readonly audio: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** Sets faults. */
  readonly control: Pick<FaultDesk, 'add' | 'clear' | 'rules'>;
  /** Sets faults of live sessions. */
  readonly sessionFaults: SessionFaultDesk;
  /** Every live session so far, including rejected handshakes. */
  sessions(): readonly LoggedSession[];
  /** Every attempt to deliver a webhook so far. */
  deliveries(): readonly Delivery[];
  /** Every request to the API so far, without requests that control the stand-in. */
  requests(): readonly LoggedRequest[];
  /** Every job so far, oldest first, including deleted ones, which are billed too. */
  jobs(): readonly StartedJob[];
  /** Sizes of the uploads so far, in bytes. */
  uploads(): readonly number[];
  /** Name of the engine that made a transcript; `undefined` until it has words. */
  engineOf(transcriptId: string): string | undefined;
  /** Ends connections, jobs and the recognizer, and deletes uploads. */
  close(): Promise<void>;
}

export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const settings = settingsOf(options);
  const clock = clockOf(options);
  const closing = new AbortController();
  const directory = await mkdtemp(join(tmpdir(), 'stand-in-'));
  let address = '';

  const resources: Resources = {
    settings,
    clock,
    directory,
    url: () => address,
    closed: closing.signal,
    contract: vendorContract(),
    engines: options.engines ?? [replayEngine(), alignmentEngine()],
    faults: createFaultDesk(),
    sessionFaults: createSessionFaults(),
    uploads: createUploadStore(clock, directory, settings.uploads),
    transcripts: createTranscriptStore(),
    webhooks: createWebhooks({ clock, closed: closing.signal, clientErrorsFinal: settings.webhookClientErrorsFinal }),
    lemur: createLemurDesk(clock),
    tokens: createTokenDesk(clock),
  };
  const service: Service = {
    ...resources,
    jobs: createJobs(resources),
    streaming: createStreaming(resources, options.streaming ?? {}, resources.sessionFaults),
  };
  plant(service, options.seed ?? []);

  const requests: LoggedRequest[] = [];
  const serve = createListener(service, requests);
  const server = createServer((request, response) => void serve(request, response));
  // Large uploads may take longer than the default limit.
  server.requestTimeout = 0;
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
    else socket.destroy();
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!isOwnHost(request.headers.host, settings.hosts)) return void socket.end(MISDIRECTED);
    closing.signal.addEventListener('abort', () => socket.destroy());
    service.streaming.upgrade(request, socket, head);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(settings.port, '127.0.0.1', resolve);
    });
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  let closed: Promise<void> | undefined;
  async function close(): Promise<void> {
    closing.abort();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await Promise.all([...service.engines.map(async (engine) => engine.close?.()), service.streaming.close()]);
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  }

  return {
    url: address,
    hosts: { api: address, llm: `${address}/v1`, streaming: address, sync: address },
    keys: settings.keys,
    audio: Object.fromEntries(RECORDING_NAMES.map((name) => [name, `${address}/audio/${name}.wav`])),
    clock,
    control: service.faults,
    sessionFaults: service.sessionFaults,
    sessions: service.streaming.sessions,
    deliveries: () => service.webhooks.log,
    requests: () => requests,
    jobs: () => startedJobs(service),
    uploads: () => service.uploads.all().map(({ size }) => size),
    engineOf: (id) => service.transcripts.find(id)?.engine,
    close: () => (closed ??= close()),
  };
}

type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Handles one request. Errors become responses, so that no request can crash the server. */
function createListener(service: Service, log: LoggedRequest[]): Listener {
  const { settings, faults, clock, closed } = service;
  const routeOf = createRouter(service);

  return async (request, response) => {
    const method = request.method ?? 'GET';
    const target = request.url ?? '/';
    const { path, query } = split(target);
    // Ignore broken connections: writing the response reports them.
    request.on('error', noop);
    response.on('error', noop);
    response.setHeader('x-request-id', randomUUID());
    response.setHeader('date', new Date(clock.now()).toUTCString());
    try {
      if (!isOwnHost(request.headers.host, settings.hosts)) throw misdirected(request.headers.host);
      if (path.startsWith('/_stand-in/')) {
        if (!isOwnPage(request.headers.origin, settings.hosts))
          throw new Refusal(403, 'Web pages have no access here.');
        return await writeAnswer(response, await control(service, request, path));
      }
      // As the API does, so that browsers can use it.
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('access-control-expose-headers', '*');
      if (method === 'OPTIONS') {
        const headers = { 'access-control-allow-headers': '*, authorization', 'access-control-allow-methods': '*' };
        return await writeAnswer(response, { status: 204, headers });
      }
      const entry = logged(request, method, path, query);
      response.on('close', () => {
        if (response.headersSent) entry.status = response.statusCode;
      });
      const header = request.headers[FAULT_HEADER];
      const isElsewhere = path.startsWith(`${ELSEWHERE}/`);
      const fault = isElsewhere ? {} : faults.take(method, path, Array.isArray(header) ? header[0] : header);
      const handle = (): Promise<Answer> =>
        carryOut(request, { method, path, query, webhookFault: fault.webhook }, entry);
      if (fault.answer === undefined) return await writeAnswer(response, await handle());
      entry.fault = fault.answer;
      const { slowMs, dripMs } = settings.timing;
      await playFault(fault.answer, { request, response, path, clock, slowMs, dripMs, closed, handle });
    } catch (error) {
      if (response.headersSent) response.destroy();
      else await writeAnswer(response, answerFor(path, error)).catch(noop);
    }
  };

  function logged(request: IncomingMessage, method: string, path: string, query: URLSearchParams): LoggedRequest {
    const accepted = settings.keys.includes(request.headers.authorization ?? '');
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    );
    if ('authorization' in headers) headers['authorization'] = accepted ? '[accepted]' : '[not accepted]';
    const entry: LoggedRequest = { method, path, query: query.toString(), headers, at: service.clock.now() };
    log.push(entry);
    return entry;
  }

  interface Target {
    readonly method: string;
    readonly path: string;
    readonly query: URLSearchParams;
    readonly webhookFault: string | undefined;
  }

  async function carryOut(request: IncomingMessage, target: Target, entry: LoggedRequest): Promise<Answer> {
    const { method, path, query } = target;
    try {
      if (path.startsWith(`${ELSEWHERE}/`)) return await elsewhere(request);
      const file = method === 'GET' ? publicFile(service, path, query) : undefined;
      if (file !== undefined) return file;
      const key = request.headers.authorization ?? '';
      if (!settings.keys.includes(key)) throw new Refusal(401, 'Authentication error, API token missing/invalid');
      const route = routeOf(method, path);
      if (route === undefined) throw new Refusal(404, 'Not found');
      return await route.handler({
        ...target,
        key,
        headers: request.headers,
        body: request,
        at: route.at,
        json: async () => (entry.body = await readJson(request)),
      });
    } catch (error) {
      // Otherwise the rest of the body would be parsed as the next request.
      request.resume();
      return answerFor(path, error);
    }
  }
}

/** The other host that the fault `redirect` points to. The log shows each request that followed it. */
async function elsewhere(request: IncomingMessage): Promise<Answer> {
  await drained(request);
  return ok({ status: 'completed', text: 'This is another host.' });
}

const noop = (): void => undefined;

function answerFor(path: string, error: unknown): Answer {
  if (error instanceof Refusal) return errorAnswer(path, error);
  const reason = error instanceof Error ? error.message : String(error);
  return errorAnswer(
    path,
    new Refusal(500, 'Server error, developers have been alerted.', { 'x-stand-in-error': encodeURIComponent(reason) }),
  );
}

/** By hand: a request target need not be a URL. */
function split(target: string): { path: string; query: URLSearchParams } {
  const [path = '/', ...rest] = target.split('?');
  return { path, query: new URLSearchParams(rest.join('?')) };
}
