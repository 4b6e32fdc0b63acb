import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ZodType } from 'zod';
import type { Surroundings } from '../emulator/context.ts';
import type { Piece } from '../emulator/load.ts';
import { CHANGE, CONNECTION, NEW_FLOW, RETRY, SIGN_IN, TOOL_CALL, type ToolCall, uploadIn } from './stand-in-checks.ts';
import { DELAY_PIECE, type Definition, type Engine, type Run, startEngine } from './stand-in-engine.ts';

interface Flow {
  readonly id: string;
  trigger?: Definition;
  isPublished: boolean;
  status: 'ENABLED' | 'DISABLED';
  operationStatus: 'NONE' | 'ENABLING';
  readonly runs: Run[];
  live?: { readonly host: Surroundings; readonly props: Record<string, unknown> };
}

/**
 * A local server that answers the driver's requests as Activepieces 0.86 was observed to. It accepts only requests that
 * such a server accepted.
 */
export interface StandInServer {
  readonly url: string;
  /** Rejected requests: method, path, status. */
  refused(): readonly string[];
  /** Restarts the process that runs the piece. */
  restart(): Promise<void>;
  /** Number of flows and connections that still exist. */
  left(): { readonly flows: number; readonly connections: number };
  close(): Promise<void>;
}

const PROJECT = 'project';
const TOKEN = 'token-of-test';
const DELAY_VERSION = '0.3.30';

/** A response with an error status. */
class Refusal extends Error {
  readonly status: number;
  readonly body: object;

  constructor(status: number, body: object) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

const notFound = (what: string): Refusal => new Refusal(404, { code: 'ENTITY_NOT_FOUND', params: { message: what } });
const invalid = (message: string): Refusal => new Refusal(400, { code: 'VALIDATION', params: { message } });

interface Call {
  readonly method: string;
  readonly url: URL;
  readonly type: string;
  readonly authorization: string | undefined;
  readonly body: Buffer;
}

/** @param load loads the piece that an upload installs */
export async function startStandInServer(
  load: () => Piece,
  { delayMs = 50, signIn = { projectId: PROJECT } }: { readonly delayMs?: number; readonly signIn?: object } = {},
): Promise<StandInServer> {
  const piece = load();
  const connections = new Map<string, { readonly id: string; readonly props: object }>();
  const flows = new Map<string, Flow>();
  const installed = new Set<string>();
  const refused: string[] = [];
  const engine: Engine = startEngine({ load, connectionOf: (name) => connections.get(name)?.props, delayMs });
  let count = 0;

  async function answer(call: Call): Promise<[number, unknown]> {
    const { method, url } = call;
    const [, api, version, kind, id, ...rest] = url.pathname.split('/');
    if (api !== 'api' || version !== 'v1') throw notFound(url.pathname);
    const route = [`${method} ${kind}`, ...(id === undefined ? [] : [':id']), ...rest].join('/');
    if (route === 'POST authentication/:id' && id === 'sign-in') return [200, signedIn(bodyOf(call, SIGN_IN))];
    if (route === 'POST webhooks/:id') return called(id!, jsonOf(call));
    if (call.authorization !== `Bearer ${TOKEN}`) {
      throw new Refusal(401, {
        code: 'SESSION_EXPIRED',
        params: { message: 'The session has expired or is invalid.' },
      });
    }
    switch (route) {
      case 'GET projects':
        return [200, { data: [{ id: PROJECT }], next: null, previous: null }];
      case 'POST pieces':
        return [201, await install(call)];
      case 'POST app-connections':
        return [201, await connect(bodyOf(call, CONNECTION))];
      case 'DELETE app-connections/:id': {
        const [name] = [...connections].find(([, one]) => one.id === id) ?? [];
        if (name === undefined) throw notFound(`connection ${id}`);
        connections.delete(name);
        return [204, undefined];
      }
      case 'POST flows':
        return [201, newFlow(bodyOf(call, NEW_FLOW))];
      case 'POST flows/:id':
        return [200, await change(flowOf(id!), bodyOf(call, CHANGE))];
      case 'GET flows/:id': {
        const { status, operationStatus } = flowOf(id!);
        return [200, { id, status, operationStatus }];
      }
      case 'DELETE flows/:id':
        await switchOff(flowOf(id!));
        flows.delete(id!);
        return [204, undefined];
      case 'GET flow-runs':
        return [200, runsOf(url.searchParams)];
      case 'GET flow-runs/:id': {
        const run = [...flows.values()].flatMap((flow) => flow.runs).find((one) => one.id === id);
        if (run === undefined) throw notFound(`run ${id}`);
        return [200, run];
      }
      case 'POST flow-runs/:id/retry': {
        const { projectId } = bodyOf(call, RETRY);
        const run = [...flows.values()].flatMap((flow) => flow.runs).find((one) => one.id === id);
        if (run === undefined || projectId !== PROJECT) throw notFound(`run ${id}`);
        if (run.status !== 'FAILED') throw invalid('Only a run that has ended can be retried.');
        void engine.retry(run);
        return [200, run];
      }
      case 'GET pieces/:id/piece-delay':
        return [200, { name: DELAY_PIECE, version: DELAY_VERSION }];
      case 'POST projects/:id/mcp-server/http':
        return [200, await toolCall(bodyOf(call, TOOL_CALL))];
      default:
        throw notFound(`${method} ${url.pathname}`);
    }
  }

  /** Runs a tool of the project's MCP server. */
  async function toolCall({ id, params: { arguments: asked } }: ToolCall): Promise<object> {
    needInstalled({ ...asked, pieceVersion: [...installed].at(-1)!.split('@').at(-1)! });
    const connection = connections.get(asked.connectionExternalId);
    if (connection === undefined) throw notFound(`connection ${asked.connectionExternalId}`);
    const output = await engine.runTool(asked.actionName, connection.props, asked.input);
    return { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: JSON.stringify(output) }] } };
  }

  const signedIn = ({ password }: { readonly password: string }): object => {
    if (password !== 'password') throw new Refusal(401, { code: 'INVALID_CREDENTIALS' });
    return { token: TOKEN, ...signIn };
  };

  async function install({ type, body }: Call): Promise<object> {
    if (!type.startsWith('multipart/form-data; boundary=')) throw invalid('The body must be a form.');
    const { fields, name, version } = await uploadIn(type, body);
    const { packageType, scope, pieceName, pieceVersion, ...others } = fields;
    if (packageType !== 'ARCHIVE' || scope !== 'PLATFORM' || Object.keys(others).length > 0) {
      throw invalid(`Unknown fields: ${JSON.stringify(fields)}`);
    }
    if (pieceName !== name || pieceVersion !== version) {
      throw new Refusal(400, { code: 'ENGINE_OPERATION_FAILURE', params: {} });
    }
    const key = `${name}@${version}`;
    if (installed.has(key)) throw new Refusal(409, { code: 'piece_metadata_already_exists' });
    installed.add(key);
    return { name, version };
  }

  const needInstalled = ({ pieceName, pieceVersion }: { pieceName: string; pieceVersion: string }): void => {
    const key = `${pieceName}@${pieceVersion}`;
    if (!installed.has(key)) throw notFound(`piece ${key}`);
  };

  async function connect(asked: {
    readonly externalId: string;
    readonly projectId: string;
    readonly pieceName: string;
    readonly pieceVersion: string;
    readonly value: { readonly props: object };
  }): Promise<object> {
    if (asked.projectId !== PROJECT) throw notFound(`project ${asked.projectId}`);
    needInstalled(asked);
    const { props } = asked.value;
    const { valid, error } = await piece.auth.validate({ auth: props });
    if (!valid) throw new Refusal(400, { code: 'INVALID_APP_CONNECTION', params: { error } });
    const id = `connection${++count}`;
    connections.set(asked.externalId, { id, props });
    return { id, status: 'ACTIVE' };
  }

  const flowOf = (id: string): Flow => {
    const flow = flows.get(id);
    if (flow === undefined) throw notFound(`flow ${id}`);
    return flow;
  };

  function newFlow({ projectId }: { readonly projectId: string }): object {
    if (projectId !== PROJECT) throw notFound(`project ${projectId}`);
    const id = `flow${++count}`;
    flows.set(id, { id, isPublished: false, status: 'DISABLED', operationStatus: 'NONE', runs: [] });
    return { id };
  }

  async function change(flow: Flow, { type, request }: { type: string; request: unknown }): Promise<object> {
    switch (type) {
      case 'IMPORT_FLOW':
        flow.trigger = (request as { readonly trigger: Definition }).trigger;
        needParts(flow.trigger);
        break;
      case 'LOCK_AND_PUBLISH':
        if (flow.trigger === undefined) throw invalid('The flow has no trigger.');
        flow.isPublished = true;
        break;
      default:
        if (!flow.isPublished) throw invalid('The flow has no published version.');
        await switchOn(flow);
    }
    const { id, status, operationStatus } = flow;
    return { id, status, operationStatus };
  }

  /** @throws Refusal for a step of a piece that is not installed */
  function needParts(first: Definition): void {
    for (let part: Definition | undefined = first; part !== undefined; part = part.nextAction) {
      if (part.firstLoopAction !== undefined) needParts(part.firstLoopAction);
      const { actionName, triggerName, pieceName, items } = part.settings;
      if (items !== undefined || pieceName === DELAY_PIECE) continue;
      needInstalled(part.settings as never);
      const isThere = actionName === undefined ? triggerName! in piece.triggers() : actionName in piece.actions();
      if (!isThere) throw notFound(actionName ?? triggerName!);
    }
  }

  async function switchOn(flow: Flow): Promise<void> {
    flow.operationStatus = 'ENABLING';
    const { triggerName } = flow.trigger!.settings;
    flow.live = await engine.surround(flow.trigger!);
    await piece.triggers()[triggerName!]!.onEnable!(flow.live.host.trigger(flow.live.props));
    void sleep(50).then(() => {
      flow.status = 'ENABLED';
      flow.operationStatus = 'NONE';
      if (triggerName === 'new_transcript') void poll(flow);
    });
  }

  async function switchOff({ live, trigger }: Flow): Promise<void> {
    if (live === undefined) return;
    await piece.triggers()[trigger!.settings.triggerName!]!.onDisable!(live.host.trigger(live.props));
  }

  async function called(id: string, body: unknown): Promise<[number, unknown]> {
    const flow = flowOf(id);
    if (flow.status !== 'ENABLED') throw notFound(`webhook ${id}`);
    void fire(flow, { body, headers: {}, queryParams: {} });
    return [200, {}];
  }

  async function fire(flow: Flow, payload: object): Promise<void> {
    const { host, props } = flow.live!;
    const trigger = piece.triggers()[flow.trigger!.settings.triggerName!]!;
    const items = (await trigger.run(host.trigger(props, payload))) as Record<string, unknown>[];
    for (const item of items) {
      const run: Run = { id: `run${++count}`, status: 'QUEUED', steps: {} };
      flow.runs.unshift(run);
      void engine.execute(run, flow.trigger!, item);
    }
  }

  async function poll(flow: Flow): Promise<void> {
    while (flows.has(flow.id)) {
      await fire(flow, {}).catch(() => undefined);
      await sleep(50);
    }
  }

  /** Lists runs, without their steps. */
  function runsOf(query: URLSearchParams): object {
    if (query.get('projectId') !== PROJECT) throw invalid('projectId is missing.');
    const { runs } = flowOf(query.get('flowId') ?? '');
    const shown = runs.slice(0, Number(query.get('limit') ?? 10));
    return { data: shown.map(({ id, status }) => ({ id, status })), next: null, previous: null };
  }

  const server = createServer((request, response) => {
    void callIn(request)
      .then(answer)
      .catch((error: unknown): [number, unknown] => {
        const [status, body] =
          error instanceof Refusal ? [error.status, error.body] : [500, { message: String(error) }];
        refused.push(`${request.method} ${request.url} ${status}`);
        return [status, body];
      })
      .then(([status, content]) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(content === undefined ? '' : JSON.stringify(content));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused: () => refused,
    restart: () => Promise.resolve(engine.restart()),
    left: () => ({ flows: flows.size, connections: connections.size }),
    async close() {
      flows.clear();
      await engine.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function jsonOf({ type, body }: Call): unknown {
  if (type !== 'application/json') throw new Refusal(415, { message: `Unsupported Media Type: ${type}` });
  return JSON.parse(body.toString()) as unknown;
}

function bodyOf<T>(call: Call, schema: ZodType<T>): T {
  const { success, data, error } = schema.safeParse(jsonOf(call));
  if (!success) throw invalid(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  return data;
}

async function callIn(request: IncomingMessage): Promise<Call> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return {
    method: request.method ?? '',
    url: new URL(request.url ?? '/', 'http://host'),
    type: request.headers['content-type'] ?? '',
    authorization: request.headers.authorization,
    body: Buffer.concat(pieces),
  };
}
