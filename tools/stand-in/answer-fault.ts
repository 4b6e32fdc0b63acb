import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from './clock.ts';
import type { Answer } from './http.ts';

/** What a fault can work with. */
export interface Scene {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly clock: Clock;
  readonly slowMs: number;
  readonly dripMs: number;
  readonly closed: AbortSignal;
  /** Carries the request out; a refusal is an answer too. */
  handle(): Promise<Answer>;
}

/** A way in which the answer to a request goes wrong. */
export interface AnswerFault {
  readonly description: string;
  readonly handled: boolean;
  play(scene: Scene): Promise<void>;
}

/** Reads the body to its end; a client whose request is answered earlier may see a reset instead of the answer. */
export async function drained(request: IncomingMessage): Promise<void> {
  if (request.readableEnded) return;
  request.resume();
  await new Promise<void>((resolve) => {
    request.once('end', resolve);
    request.once('close', resolve);
  });
}
