import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Keeps the last list of process groups that it received, and ends them when its input closes. It runs in a separate
 * process because it must outlive this one, however this one ends.
 */
const SCRIPT = 'while read -r line; do groups=$line; done; for group in $groups; do kill -s KILL -- "-$group"; done';

const groups = new Set<number>();
let guard: ChildProcess | undefined;

/** Ends this process group with this process at the latest. */
export function watch(group: number): void {
  groups.add(group);
  tell();
}

/** This process group has ended. Its number may soon be somebody else's. */
export function forget(group: number): void {
  groups.delete(group);
  tell();
}

function tell(): void {
  guard ??= started();
  guard.stdin!.write(`${[...groups].join(' ')}\n`);
}

function started(): ChildProcess {
  const child = spawn('/bin/sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin!.on('error', () => undefined);
  child.unref();
  (child.stdin as typeof child.stdin & { unref(): void }).unref();
  return child;
}
