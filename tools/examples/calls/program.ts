import { once } from 'node:events';

/** An environment variable that a program requires. @throws Error if it is not set */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`Set the environment variable ${name}. See README.md.`);
  return value;
}

/** Resolves when the program should end. */
export async function untilStopped(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}
