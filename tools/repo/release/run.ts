import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** How a program ended. */
export interface Ended {
  readonly status: number | null;
  /** Everything that it printed. */
  readonly output: string;
}

/** A program with its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/**
 * The environment of a program in a copy of the repository: its own installed programs come first, and nothing of the
 * scripts that started this process is left, because npm and Nx take their folders from it.
 */
export function environmentOf(folder: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:NX_|npm_|INIT_CWD$)/i.test(name));
  return {
    ...Object.fromEntries(kept),
    PATH: `${join(folder, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
    NX_TUI: 'false',
    NX_DAEMON: 'false',
    FORCE_COLOR: '0',
    NO_COLOR: '1',
    ...more,
  };
}

interface RunOptions {
  /** Where the program runs. @default the root of the copy */
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program in a copy of the repository. */
export function runIn(folder: string, [program, ...args]: Command, { cwd = folder, env }: RunOptions = {}): Ended {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env: environmentOf(folder, env),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { status, output: `${stdout ?? ''}${stderr ?? ''}${error === undefined ? '' : error.message}` };
}

/** @throws Error with the end of what the program printed, unless it succeeds */
export function mustRun(folder: string, command: Command, env: NodeJS.ProcessEnv = {}): string {
  const { status, output } = runIn(folder, command, { env });
  if (status === 0) return output;
  throw new Error(`${command.join(' ')} ended with ${status} in ${folder}:\n${output.slice(-4000)}`);
}

/** A program of the repository in TypeScript. */
export const programOf = (path: string, ...args: readonly string[]): Command => [
  'node',
  '--conditions=@aai-connectors/source',
  path,
  ...args,
];
