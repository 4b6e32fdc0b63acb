import { setTimeout as sleep } from 'node:timers/promises';
import { startSurroundings, type Surroundings } from '../emulator/context.ts';
import type { Part, Piece } from '../emulator/load.ts';
import type { FlowRun, RunStatus } from './server.ts';

/** A trigger or a step of a flow, as it was imported. */
export interface Definition {
  readonly name: string;
  readonly settings: {
    readonly triggerName?: string;
    readonly actionName?: string;
    readonly input: Readonly<Record<string, unknown>>;
  };
  readonly nextAction?: Definition;
}

/** A run in progress. */
export interface Run extends FlowRun {
  status: RunStatus;
  steps: NonNullable<FlowRun['steps']>;
}

/** What earlier steps gave, by their names. */
type Scope = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Runs steps as the host's engine does. */
export interface Engine {
  /** Runs what follows a trigger, which brought `item`. */
  execute(run: Run, trigger: Definition, item: Readonly<Record<string, unknown>>): Promise<void>;
  /** Surroundings of a trigger, with its input as the piece gets it. */
  surround(trigger: Definition): Promise<{ readonly host: Surroundings; readonly props: Record<string, unknown> }>;
  close(): Promise<void>;
}

/** @param delayMs how long a pause that ends by itself lasts here, whatever the step asked for */
export function startEngine(piece: Piece, connectionOf: (name: string) => object | undefined, delayMs: number): Engine {
  const open: Surroundings[] = [];

  async function surroundings({ input }: Definition['settings']): Promise<Surroundings> {
    const [, name = ''] = /^\{\{connections\['(.+)'\]\}\}$/.exec(String(input['auth'])) ?? [];
    const connection = connectionOf(name);
    if (connection === undefined) throw new Error(`Connection (${name}) not found`);
    const host = await startSurroundings(connection);
    open.push(host);
    return host;
  }

  async function executeStep(run: Run, { settings }: Definition, scope: Scope): Promise<unknown> {
    const action = piece.actions()[settings.actionName!]!;
    const host = await surroundings(settings);
    const props = await withFiles(action, resolved(settings.input, scope));
    let output = await host.begin(action, props);
    for (let known = 0; host.isPaused();) {
      run.status = 'PAUSED';
      const isDelay = host.pause()?.type === 'DELAY';
      if (isDelay) await sleep(delayMs);
      else while (host.calls().length === known) await sleep(10);
      const payload = isDelay ? null : host.calls()[known]!;
      known = host.calls().length;
      run.status = 'RUNNING';
      output = await host.resume(action, props, payload);
    }
    return output;
  }

  return {
    async execute(run, trigger, item) {
      await sleep(20);
      run.status = 'RUNNING';
      const scope: Record<string, Readonly<Record<string, unknown>>> = { trigger: item };
      run.steps = { trigger: { status: 'SUCCEEDED', output: item } };
      for (let next = trigger.nextAction; next !== undefined; next = next.nextAction) {
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
    },
    async surround({ settings }) {
      return { host: await surroundings(settings), props: resolved(settings.input, {}) };
    },
    async close() {
      for (const host of open) await host.close();
    },
  };
}

/** Expressions as the server resolves them. */
const resolved = (input: Readonly<Record<string, unknown>>, scope: Scope): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input)
      .filter(([key]) => key !== 'auth')
      .map(([key, value]) => [key, resolvedValue(value, scope)]),
  );

function resolvedValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((one) => resolvedValue(one, scope));
  const [, step, name] = /^\{\{(\w+)\['(\w+)'\]\}\}$/.exec(String(value)) ?? [];
  return step === undefined ? value : scope[step]?.[name!];
}

/** A file arrives as its content; one that cannot be had, as nothing. */
const withFiles = async (action: Part, props: object): Promise<object> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(props).map(async ([key, value]) => {
        const { type } = (action.props[key] ?? {}) as { readonly type?: string };
        if (type !== 'FILE' || typeof value !== 'string') return [key, value as unknown] as const;
        return [key, await contentOf(value).catch(() => null)] as const;
      }),
    ),
  );

async function contentOf(link: string): Promise<object> {
  const data = Buffer.from(await (await fetch(link)).arrayBuffer());
  return { filename: link.split('/').pop(), data };
}
