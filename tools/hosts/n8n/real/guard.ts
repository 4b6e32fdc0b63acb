import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Reads lists of process groups from its input, and ends the groups of the last list when the input closes. It is a
 * separate process because it must outlive this process, however this process ends.
 */
const SCRIPT = 'while read -r line; do groups=$line; done; for group in $groups; do kill -s KILL -- "-$group"; done';

const groups = new Set<number>();
let guard: ChildProcess | undefined;

/** Makes sure that this process group ends when this process does. */
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
