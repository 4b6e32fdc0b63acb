import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

/** Runs questions in processes, one at a time in each, and as many as the machine has cores. */
export interface Pool<Question extends object, Answer> {
  /** @throws Error if the process ends before it answers. */
  ask(question: Question): Promise<Answer>;
  /** Ends the processes. */
  close(): void;
}

/** @param file A module that calls {@link answerQuestions}. */
export function createPool<Question extends object, Answer>(
  file: string,
  size = availableParallelism(),
): Pool<Question, Answer> {
  const all: ChildProcess[] = Array.from({ length: size }, () => fork(file));
  const idle = [...all];
  const waiting: ((process: ChildProcess) => void)[] = [];

  async function free(): Promise<ChildProcess> {
    return idle.pop() ?? new Promise((resolve) => waiting.push(resolve));
  }

  return {
    async ask(question) {
      const process = await free();
      const ended = new AbortController();
      const exit = once(process, 'exit', { signal: ended.signal }).then(([code]) => {
        throw new Error(`A process ended with code ${String(code)} before it answered.`);
      });
      try {
        process.send(question);
        const [answer] = (await Promise.race([once(process, 'message', { signal: ended.signal }), exit])) as [Answer];
        return answer;
      } finally {
        exit.catch(() => undefined);
        ended.abort();
        const next = waiting.shift();
        if (next === undefined) idle.push(process);
        else next(process);
      }
    },
    close() {
      for (const process of all) process.disconnect();
    },
  };
}

/** Answers the questions of a {@link Pool} in its process, until the pool is closed. */
export function answerQuestions<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  process.on('message', (question) => {
    void answer(question as Question).then((value) => process.send?.(value));
  });
}
