import type { Surroundings } from './context.ts';
import type { Part } from './load.ts';
import type { Wake } from './waitpoints.ts';

/** Outputs of earlier steps, by step name. */
export type Scope = Readonly<Record<string, unknown>>;

/** What the platform does if an action fails. */
export interface ErrorHandling {
  readonly continueOnFailure?: boolean;
  /** Runs the action again, up to four times in all. */
  readonly retryOnFailure?: boolean;
}

/** An action of the piece. */
export interface ActionStep extends ErrorHandling {
  readonly kind: 'action';
  readonly name: string;
  readonly action: Part;
  readonly props: object | ((scope: Scope) => object | Promise<object>);
}

/** A step of a flow. Delay and Approval are the platform's own, and pause the run in the same way as the piece does. */
export type FlowStep =
  | ActionStep
  | { readonly kind: 'delay'; readonly name: string; readonly ms: number }
  | { readonly kind: 'approval'; readonly name: string }
  | {
      readonly kind: 'loop';
      readonly name: string;
      readonly items: (scope: Scope) => readonly unknown[];
      readonly steps: readonly FlowStep[];
    };

export type StepResult =
  | { readonly status: 'SUCCEEDED'; readonly output: unknown }
  | { readonly status: 'FAILED'; readonly errorMessage: string };

/** Observes a run. */
export interface RunObserver {
  onStatus?(status: 'RUNNING' | 'PAUSED' | 'SUCCEEDED' | 'FAILED'): void;
  /** Called for each result of a step, also while the step is paused. */
  onStep?(name: string, result: StepResult): void;
  /** Called before a paused run continues, such as to restart the piece. */
  onWake?(wake: Wake): void | Promise<void>;
}

/** How a run ended. */
export interface FlowResult {
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly steps: Readonly<Record<string, StepResult>>;
  /** Milliseconds of each step, from its start to its end. */
  readonly lasted: Readonly<Record<string, number>>;
}

/** Number of times that the platform runs a failing action, and milliseconds before the second time. */
const ATTEMPTS = 4;
const RETRY_MS = 20;

/** Runs the steps of a flow to the end, as the platform does: pauses end with a call or at their time. */
export async function runFlow(
  host: Surroundings,
  steps: readonly FlowStep[],
  observer: RunObserver = {},
  earlier: Scope = {},
): Promise<FlowResult> {
  const scope: Record<string, unknown> = { ...earlier };
  const results: Record<string, StepResult> = {};
  const lasted: Record<string, number> = {};

  async function pause(): Promise<Wake> {
    observer.onStatus?.('PAUSED');
    const wake = await host.waitpoints.untilWoken();
    await observer.onWake?.(wake);
    observer.onStatus?.('RUNNING');
    return wake;
  }

  /** Runs an action until it neither pauses nor is retried. @throws what the action throws last */
  async function throughPauses({ name, action, props, retryOnFailure = false }: ActionStep): Promise<unknown> {
    const given =
      typeof props === 'function' ? await (props as (scope: Scope) => object | Promise<object>)(scope) : props;
    let run = (): Promise<unknown> => host.begin(action, given, name);
    for (;;) {
      const output = await repeated(run, retryOnFailure ? ATTEMPTS : 1);
      if (!host.isPaused()) return output;
      observer.onStep?.(name, { status: 'SUCCEEDED', output });
      const { payload } = await pause();
      run = () => host.resume(action, given, payload, name);
    }
  }

  /** Waits in a step of the platform. */
  async function wait(name: string, params: Parameters<typeof host.waitpoints.create>[1]): Promise<Wake> {
    host.waitpoints.pause(host.waitpoints.create(name, params).id);
    const wake = await pause();
    host.waitpoints.resume();
    return wake;
  }

  async function outputOf(step: FlowStep): Promise<unknown> {
    switch (step.kind) {
      case 'action':
        return throughPauses(step);
      case 'delay':
        await wait(step.name, { type: 'DELAY', resumeDateTime: new Date(Date.now() + step.ms).toISOString() });
        return {};
      case 'approval':
        return { answered: (await wait(step.name, { type: 'WEBHOOK' })).payload };
      case 'loop': {
        const items = step.items(scope);
        for (const [at, item] of items.entries()) {
          scope[step.name] = { item, index: at + 1 };
          if (!(await all(step.steps))) throw new Error(`Iteration ${at + 1} failed.`);
        }
        return { iterations: items.length };
      }
    }
  }

  /** Runs steps one after another. @returns whether the run can continue */
  async function all(list: readonly FlowStep[]): Promise<boolean> {
    for (const step of list) {
      const started = Date.now();
      const result = await outputOf(step).then(
        (output): StepResult => ({ status: 'SUCCEEDED', output }),
        (error: unknown): StepResult => ({ status: 'FAILED', errorMessage: (error as Error).message }),
      );
      results[step.name] = result;
      lasted[step.name] = Date.now() - started;
      observer.onStep?.(step.name, result);
      if (result.status === 'SUCCEEDED') scope[step.name] = result.output;
      else if (step.kind !== 'action' || step.continueOnFailure !== true) return false;
    }
    return true;
  }

  observer.onStatus?.('RUNNING');
  const status = (await all(steps)) ? 'SUCCEEDED' : 'FAILED';
  host.waitpoints.end();
  observer.onStatus?.(status);
  return { status, steps: results, lasted };
}

/** @param attempts number of times to run `run` in all */
async function repeated(run: () => Promise<unknown>, attempts: number): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS * 2 ** attempt));
    }
  }
}
