import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSurroundings, type Surroundings } from '../context.ts';
import type { Part, Piece } from '../load.ts';
import type { FlowRun, RunStatus } from './server.ts';

interface Flow {
  readonly id: string;
  trigger?: Definition;
  status: string;
  readonly runs: Run[];
  store?: Surroundings;
}

interface Run extends FlowRun {
  status: RunStatus;
  steps: NonNullable<FlowRun['steps']>;
}

/** What earlier steps gave, by their names. */
type Scope = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Definition {
  readonly name: string;
  readonly settings: {
    readonly triggerName?: string;
    readonly actionName?: string;
    readonly input: Readonly<Record<string, unknown>>;
  };
  readonly nextAction?: Definition;
}

/** What a server of Activepieces 0.86 does with the calls that the driver makes, as far as it was seen. */
export interface StandInServer {
  readonly url: string;
  close(): Promise<void>;
}

/** @param piece what an upload is taken to bring */
export async function startStandInServer(piece: Piece): Promise<StandInServer> {
  const connections = new Map<string, object>();
  const flows = new Map<string, Flow>();
  const open: Surroundings[] = [];
  let count = 0;
  let isUploaded = false;

  /** Expressions as the server resolves them. */
  const resolved = (input: Readonly<Record<string, unknown>>, scope: Scope): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(input)
        .filter(([key]) => key !== 'auth')
        .map(([key, value]) => [key, resolvedValue(value, scope)]),
    );
  const resolvedValue = (value: unknown, scope: Scope): unknown => {
    if (Array.isArray(value)) return value.map((one) => resolvedValue(one, scope));
    const [, step, name] = /^\{\{(\w+)\['(\w+)'\]\}\}$/.exec(String(value)) ?? [];
    return step === undefined ? value : scope[step]?.[name!];
  };
  const connectionOf = (input: Readonly<Record<string, unknown>>): object =>
    connections.get(/\['(.+)'\]/.exec(String(input['auth']))![1]!)!;

  /** A file arrives as its content. */
  const withFiles = async (action: Part, props: object): Promise<object> =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(props).map(async ([key, value]) => {
          const { type } = (action.props[key] ?? {}) as { readonly type?: string };
          if (type !== 'FILE' || typeof value !== 'string') return [key, value as unknown] as const;
          const data = Buffer.from(await (await fetch(value)).arrayBuffer());
          return [key, { filename: value.split('/').pop(), data }] as const;
        }),
      ),
    );

  async function execute(flow: Flow, item: Readonly<Record<string, unknown>>): Promise<void> {
    const run: Run = { id: `run${++count}`, status: 'RUNNING', steps: {} };
    flow.runs.unshift(run);
    const scope: Record<string, Readonly<Record<string, unknown>>> = { trigger: item };
    for (let next = flow.trigger!.nextAction; next !== undefined; next = next.nextAction) {
      const { name } = next;
      try {
        const output = await executeStep(run, next, scope);
        scope[name] = output as Record<string, unknown>;
        run.steps = { ...run.steps, [name]: { status: 'SUCCEEDED', output } };
      } catch (error) {
        run.steps = { ...run.steps, [name]: { status: 'FAILED', errorMessage: (error as Error).message } };
        run.status = 'FAILED';
        return;
      }
    }
    run.status = 'SUCCEEDED';
  }

  async function executeStep(run: Run, { settings }: Definition, scope: Scope): Promise<unknown> {
    const action = piece.actions()[settings.actionName!]!;
    const context = await startSurroundings(connectionOf(settings.input));
    open.push(context);
    const props = await withFiles(action, resolved(settings.input, scope));
    const output = await context.begin(action, props);
    if (!context.isPaused()) return output;
    run.status = 'PAUSED';
    while (context.calls().length === 0) await sleep(10);
    run.status = 'RUNNING';
    return context.resume(action, props, context.calls()[0]!);
  }

  const fire = async (flow: Flow, payload: object): Promise<void> => {
    const { triggerName, input } = flow.trigger!.settings;
    const items = (await piece
      .triggers()
      [triggerName!]!.run(flow.store!.trigger(resolved(input, {}), payload))) as Record<string, unknown>[];
    for (const item of items) void execute(flow, item);
  };

  async function answer(method: string, url: URL, body: Readonly<Record<string, unknown>>): Promise<[number, unknown]> {
    const [, , , kind, id] = url.pathname.split('/');
    const flow = flows.get(id ?? '') ?? flows.get(url.searchParams.get('flowId') ?? '');
    switch (`${method} ${kind}`) {
      case 'POST authentication':
        return [200, { token: 'token-of-test', projectId: 'project' }];
      case 'POST pieces':
        if (isUploaded) return [409, { code: 'piece_metadata_already_exists' }];
        isUploaded = true;
        return [201, {}];
      case 'POST app-connections': {
        const { props } = body['value'] as { readonly props: object };
        const { valid, error } = await piece.auth.validate({ auth: props });
        if (!valid) return [400, { code: 'INVALID_APP_CONNECTION', params: { error } }];
        connections.set(String(body['externalId']), props);
        return [201, { status: 'ACTIVE' }];
      }
      case 'DELETE flows':
        flows.delete(id!);
        return [204, undefined];
      case 'GET flows':
        return [200, { status: flow!.status, operationStatus: 'NONE' }];
      case 'POST flows':
        return changed(flow, body);
      case 'POST webhooks':
        void fire(flow!, { body, headers: {}, queryParams: {} });
        return [200, {}];
      case 'GET flow-runs': {
        const runs = [...flows.values()].flatMap((one) => one.runs);
        return [200, id === undefined ? { data: flow!.runs.slice(0, 1) } : runs.find((run) => run.id === id)];
      }
      default:
        return [404, { message: `There is no ${method} ${url.pathname}.` }];
    }
  }

  async function changed(flow: Flow | undefined, body: Readonly<Record<string, unknown>>): Promise<[number, unknown]> {
    if (flow === undefined) {
      const made: Flow = { id: `flow${++count}`, status: 'DISABLED', runs: [] };
      flows.set(made.id, made);
      return [201, { id: made.id }];
    }
    if (body['type'] === 'IMPORT_FLOW') flow.trigger = (body['request'] as { readonly trigger: Definition }).trigger;
    if (body['type'] === 'CHANGE_STATUS') {
      const { triggerName, input } = flow.trigger!.settings;
      flow.store = await startSurroundings(connectionOf(input));
      open.push(flow.store);
      await piece.triggers()[triggerName!]!.onEnable!(flow.store.trigger(resolved(input, {})));
      flow.status = 'ENABLED';
      if (triggerName === 'new_transcript') void poll(flow);
    }
    return [200, {}];
  }

  const poll = async (flow: Flow): Promise<void> => {
    while (flows.has(flow.id)) {
      await fire(flow, {}).catch(() => undefined);
      await sleep(50);
    }
  };

  const server = createServer((request, response) => {
    void bodyOf(request)
      .then((body) => answer(request.method ?? '', new URL(request.url ?? '/', 'http://host'), body))
      .catch((error: unknown): [number, unknown] => [500, { message: (error as Error).message }])
      .then(([status, content]) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(content === undefined ? '' : JSON.stringify(content));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      flows.clear();
      for (const context of open) await context.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Its JSON; nothing of a form. */
async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString();
  return text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
}
