import { setTimeout as sleep } from 'node:timers/promises';
import { startSurroundings, type Surroundings, type SurroundingsOptions } from '../emulator/context.ts';
import { type FlowStep, runFlow, type RunObserver, type Scope } from '../emulator/flow.ts';
import type { Part, Piece } from '../emulator/load.ts';
import type { FlowRun, RunStatus } from './server.ts';

/** A trigger or a step of an imported flow. */
export interface Definition {
  readonly name: string;
  readonly type?: string;
  readonly settings: {
    readonly pieceName?: string;
    readonly pieceVersion?: string;
    readonly triggerName?: string;
    readonly actionName?: string;
    readonly input?: Readonly<Record<string, unknown>>;
    /** The list of a loop, as an expression. */
    readonly items?: string;
    readonly errorHandlingOptions?: {
      readonly continueOnFailure: { readonly value: boolean };
      readonly retryOnFailure: { readonly value: boolean };
    };
  };
  readonly firstLoopAction?: Definition;
  readonly nextAction?: Definition;
}

/** A run in progress. */
export interface Run extends FlowRun {
  status: RunStatus;
  steps: NonNullable<FlowRun['steps']>;
}

/** Runs steps as the platform's engine does. */
export interface Engine {
  /** Runs the steps after a trigger that emitted `item`. */
  execute(run: Run, trigger: Definition, item: Readonly<Record<string, unknown>>): Promise<void>;
  /** Runs a failed run again, from the failed step. */
  retry(run: Run): Promise<void>;
  /** Runs one action as an agent's tool. */
  runTool(actionName: string, connection: object, input: object): Promise<unknown>;
  /** The platform around a trigger, with the input that the piece gets. */
  surround(trigger: Definition): Promise<{ readonly host: Surroundings; readonly props: Record<string, unknown> }>;
  /** Loads the piece again, as another process does. Paused runs continue with it. */
  restart(): void;
  close(): Promise<void>;
}

/** The piece of the platform that delays a flow. */
export const DELAY_PIECE = '@activepieces/piece-delay';

export interface EngineOptions {
  /** Loads the piece. Called at the start and at each restart. */
  load(): Piece;
  connectionOf(name: string): object | undefined;
  /** Length of a pause of the piece in milliseconds, whatever the step asked for. Other delays last their time. */
  readonly delayMs: number;
}

/** Pauses of the piece ask for a minute or more, of which some time has passed when the server computes the rest. */
const PIECE_PAUSE_MS = 50_000;

export function startEngine({ load, connectionOf, delayMs }: EngineOptions): Engine {
  const open: Surroundings[] = [];
  const started = new Map<string, { readonly host: Surroundings; readonly trigger: Definition }>();
  let piece = load();

  async function openHost(connection: object, options: SurroundingsOptions = {}): Promise<Surroundings> {
    const lasting = (askedMs: number): number => (askedMs >= PIECE_PAUSE_MS ? delayMs : askedMs);
    const host = await startSurroundings(connection, { lasting, ...options });
    open.push(host);
    return host;
  }

  function surroundings(definition: Definition): Promise<Surroundings> {
    const auth = [definition, ...(definition.nextAction === undefined ? [] : listOf(definition.nextAction))]
      .map(({ settings: { input } }) => input?.['auth'])
      .findLast((one) => one !== undefined);
    const [, name = ''] = /^\{\{connections\['(.+)'\]\}\}$/.exec(String(auth)) ?? [];
    const connection = connectionOf(name);
    if (connection === undefined) throw new Error(`Connection (${name}) not found`);
    return openHost(connection);
  }

  function stepOf({ name, settings, firstLoopAction }: Definition): FlowStep {
    const { pieceName, actionName, input = {}, items, errorHandlingOptions: handling } = settings;
    if (items !== undefined) {
      const list = (scope: Scope): readonly unknown[] => resolvedValue(items, scope) as readonly unknown[];
      return { kind: 'loop', name, items: list, steps: listOf(firstLoopAction).map(stepOf) };
    }
    if (pieceName === DELAY_PIECE) return { kind: 'delay', name, ms: Number(input['delayFor']) * 1_000 };
    const action = piece.actions()[actionName!]!;
    return {
      kind: 'action',
      name,
      action: { ...action, run: (context) => piece.actions()[actionName!]!.run(context) },
      props: (scope) => withFiles(action, resolved(input, scope)),
      continueOnFailure: handling?.continueOnFailure.value === true,
      retryOnFailure: handling?.retryOnFailure.value === true,
    };
  }

  async function runSteps(run: Run, host: Surroundings, steps: readonly Definition[], earlier: Scope): Promise<void> {
    run.status = 'RUNNING';
    const observer: RunObserver = {
      onStatus: (status) => void (run.status = status === 'SUCCEEDED' || status === 'FAILED' ? 'RUNNING' : status),
      onStep: (name, result) => void (run.steps = { ...run.steps, [name]: result }),
    };
    const { status } = await runFlow(host, steps.map(stepOf), observer, earlier);
    run.status = status;
  }

  return {
    async execute(run, trigger, item) {
      await sleep(20);
      const host = await surroundings(trigger);
      started.set(run.id, { host, trigger });
      run.steps = { trigger: { status: 'SUCCEEDED', output: item } };
      await runSteps(run, host, listOf(trigger.nextAction), { trigger: item });
    },
    async retry(run) {
      const { host, trigger } = started.get(run.id)!;
      const steps = listOf(trigger.nextAction);
      const failed = steps.findIndex(({ name }) => run.steps[name]?.status === 'FAILED');
      const done = Object.entries(run.steps).filter(([, { status }]) => status === 'SUCCEEDED');
      host.waitpoints.retry();
      await runSteps(
        run,
        host,
        steps.slice(failed),
        Object.fromEntries(done.map(([name, { output }]) => [name, output])),
      );
    },
    async runTool(actionName, connection, input) {
      const action = piece.actions()[actionName]!;
      const host = await openHost(connection, { canPause: false });
      return host.begin(action, await withFiles(action, input), actionName);
    },
    async surround(trigger) {
      const { nextAction: _, ...alone } = trigger;
      return { host: await surroundings(alone), props: resolved(trigger.settings.input ?? {}, {}) };
    },
    restart() {
      piece = load();
    },
    async close() {
      for (const host of open) await host.close();
    },
  };
}

/** A step and the steps after it. */
function listOf(first: Definition | undefined): readonly Definition[] {
  const list: Definition[] = [];
  for (let next = first; next !== undefined; next = next.nextAction) list.push(next);
  return list;
}

/** Resolves expressions as the server does. */
const resolved = (input: Readonly<Record<string, unknown>>, scope: Scope): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input)
      .filter(([key]) => key !== 'auth')
      .map(([key, value]) => [key, resolvedValue(value, scope)]),
  );

function resolvedValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((one) => resolvedValue(one, scope));
  const [, step, name] = /^\{\{(\w+)\['(\w+)'\]\}\}$/.exec(String(value)) ?? [];
  return step === undefined ? value : (scope[step] as Readonly<Record<string, unknown>> | undefined)?.[name!];
}

/** Replaces file URLs by their content, or by `null` if the download fails. */
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
