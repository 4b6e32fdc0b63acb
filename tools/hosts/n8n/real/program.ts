import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { forget, watch } from './guard.ts';
import type { User } from './user.ts';

/** A child process, with every process that it starts. */
export interface Program {
  readonly name: string;
  readonly pid: number;
  /** What it wrote, added to what its predecessors of the same file wrote. */
  readonly logFile: string;
  running(): boolean;
  /** Ends it and its children at once, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to end; what has not ended after the limit is killed. */
  end(limitMs?: number): Promise<void>;
}

export interface Start {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Ours unless given. */
  readonly user?: User | undefined;
}

export function startProgram({ name, command, args, folder, env, logFile, user }: Start): Program {
  const log = openSync(logFile, 'a');
  const stdio = ['ignore', log, log] as const;
  const child = spawn(command, [...args], { ...user, cwd: folder, env, detached: true, stdio: [...stdio] });
  closeSync(log);
  const pid = child.pid;
  let running = pid !== undefined;
  const ended = new Promise<void>((resolve) => {
    const over = (): void => {
      running = false;
      resolve();
    };
    child.once('exit', over);
    child.once('error', over);
  });
  if (pid === undefined) throw new Error(`${name} could not be started: ${command}`);
  watch(pid);

  let forgotten = false;
  const kill = async (): Promise<void> => {
    if (forgotten) return;
    signalGroup(pid, 'SIGKILL');
    await ended;
    forgotten = true;
    forget(pid);
  };
  const end = async (limitMs = 10_000): Promise<void> => {
    if (running) child.kill('SIGTERM');
    const late = setTimeout(() => void kill(), limitMs);
    await ended;
    clearTimeout(late);
    await kill();
  };
  return { name, pid, logFile, running: () => running, kill, end };
}

/** A group lives as long as one of its members, so children are reached even after their parent has gone. */
function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
