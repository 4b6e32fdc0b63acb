import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';

export interface LemurAnswer {
  readonly request_id: string;
  readonly response: string | readonly { readonly question: string; readonly answer: string }[];
  readonly usage: { readonly input_tokens: number; readonly output_tokens: number };
}

/** What LeMUR keeps: its answers, and how often each key has asked. */
export interface LemurDesk {
  keep(key: string, answer: Omit<LemurAnswer, 'request_id'>): LemurAnswer;
  find(key: string, id: string): LemurAnswer | undefined;
  purge(key: string, id: string): boolean;
  /** Counts one request of `key` in the running minute. */
  count(key: string): RateLimit;
}

export interface RateLimit {
  readonly limit: number;
  /** Below zero when there were too many. */
  readonly remaining: number;
  readonly resetSeconds: number;
}

/** Contract: `rest.md` section 10. */
const LIMIT = 30;
const WINDOW_MS = 60_000;

export function createLemurDesk(clock: Clock): LemurDesk {
  const answers = new Map<string, { readonly key: string; readonly answer: LemurAnswer }>();
  const windows = new Map<string, { start: number; count: number }>();

  const own = (key: string, id: string): LemurAnswer | undefined => {
    const kept = answers.get(id);
    return kept?.key === key ? kept.answer : undefined;
  };

  return {
    keep(key, given) {
      const answer = { request_id: randomUUID(), ...given };
      answers.set(answer.request_id, { key, answer });
      return answer;
    },
    find: own,
    purge: (key, id) => own(key, id) !== undefined && answers.delete(id),
    count(key) {
      const now = clock.now();
      const running = windows.get(key);
      const window = running !== undefined && now < running.start + WINDOW_MS ? running : { start: now, count: 0 };
      window.count++;
      windows.set(key, window);
      const resetSeconds = Math.ceil((window.start + WINDOW_MS - now) / 1000);
      return { limit: LIMIT, remaining: LIMIT - window.count, resetSeconds };
    },
  };
}
