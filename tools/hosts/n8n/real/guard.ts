import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Keeps the last list of process groups that it was told, and ends them when nobody can tell it anything any more. It is
 * a process of its own because it must outlive ours, however ours ends.
 */
const SCRIPT = 'while read -r line; do groups=$line; done; for group in $groups; do kill -s KILL -- "-$group"; done';

const groups = new Set<number>();
let guard: ChildProcess | undefined;

/** From now on this process group ends with us at the latest. */
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
