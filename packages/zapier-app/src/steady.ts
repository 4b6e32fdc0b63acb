import type { Deadline } from './deadline.ts';

/**
 * The bytes of a response. The host's HTTP client does not report a connection that ends before its response does: the
 * rest just never arrives.
 *
 * @param pauseMs longest time between two parts, ms
 * @param abort called after a longer pause. It must make reading `body` fail.
 */
export async function* steady(
  body: AsyncIterable<Uint8Array>,
  pauseMs: number,
  deadline: Deadline,
  abort: () => void,
): AsyncGenerator<Uint8Array> {
  const parts = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const cancel = deadline.schedule(pauseMs, abort);
      const step = await parts.next().finally(cancel);
      if (step.done === true) return;
      yield step.value;
    }
  } finally {
    await parts.return?.();
  }
}

/** The error of a connection that has ended before its response did. */
export const endedEarly = (): Error =>
  Object.assign(new Error('The response ended early.'), { code: 'ECONNRESET', syscall: 'read' });
