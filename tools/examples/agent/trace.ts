import { BaseTracer, type Run } from '@langchain/core/tracers/base';

/** Characters of inputs that are shown. */
const LONGEST = 100;

/** Runs of LangGraph that only pass on state. */
const PLUMBING = /^(?:ChannelWrite|Branch|RunnableSequence|RunnableLambda|__start__|_write)/;

/** Keeps the run tree of each call, as LangSmith would show it. */
export class TreeTracer extends BaseTracer {
  override name = 'tree_tracer';
  readonly #roots: Run[] = [];

  protected override persistRun(run: Run): Promise<void> {
    this.#roots.push(run);
    return Promise.resolve();
  }

  /** One line per run: its type, name, duration and input, indented below the run that started it. */
  lines(): string[] {
    return this.#roots.flatMap((run) => linesOf(run, 0));
  }
}

function linesOf(run: Run, depth: number): string[] {
  const children = (at: number): string[] =>
    [...run.child_runs].sort((a, b) => a.execution_order - b.execution_order).flatMap((child) => linesOf(child, at));
  if (PLUMBING.test(run.name)) return children(depth);
  const ms = Math.round((run.end_time ?? 0) - run.start_time);
  const failure = run.error === undefined ? '' : ` failed: ${shortened(run.error)}`;
  const input = run.run_type === 'tool' ? ` ${shortened(inputOf(run))}` : '';
  return [`${'  '.repeat(depth)}${run.run_type} ${run.name} ${ms} ms${input}${failure}`, ...children(depth + 1)];
}

function inputOf({ inputs }: Run): string {
  const { input } = inputs as { readonly input?: unknown };
  return typeof input === 'string' ? input : JSON.stringify(inputs);
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
};
