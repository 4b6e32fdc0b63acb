import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until there is an answer. Throws what `late` says when the limit has passed. */
export async function until<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  { limitMs, everyMs = 100, late }: { limitMs: number; everyMs?: number; late: () => string | Promise<string> },
): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(await late());
    await sleep(everyMs);
  }
}
