import type { PcmFormat } from '../audio/encoding.ts';
import { createPcmTape } from './pcm-tape.ts';

/** Splits audio chunks of any size into messages of a valid length, for programs with their own connection. */
export interface Framer {
  /** Returns the complete messages. The remainder waits for the next chunk. */
  push(chunk: Uint8Array): Uint8Array[];
  /** Returns the remainder, padded with silence to the shortest valid length; no message if nothing remains. */
  flush(): Uint8Array[];
  /** Bytes that wait for the next chunk. */
  readonly pending: number;
}

/** Messages are `frameMs` long while enough audio is available, 50 to 1000 ms. Samples are not split. */
export function createFramer(format: PcmFormat, frameMs: number): Framer {
  const tape = createPcmTape(format, frameMs);
  let pending = 0;

  function take(): Uint8Array[] {
    const messages: Uint8Array[] = [];
    for (let message = tape.peek(); message; message = tape.peek()) {
      messages.push(message.slice());
      pending -= message.length;
      tape.advance();
      tape.release(tape.position);
    }
    return messages;
  }

  return {
    push(chunk) {
      pending += chunk.length;
      tape.push(chunk);
      return take();
    },
    flush() {
      tape.finish();
      const messages = take();
      pending = 0;
      return messages;
    },
    get pending() {
      return pending;
    },
  };
}
