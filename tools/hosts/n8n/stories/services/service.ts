import type { IncomingHttpHeaders } from 'node:http';

/** A request that n8n sent to another company. */
export interface Call {
  readonly method: string;
  /** Host name, without a port. */
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  /** @default 200 */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Answers the calls that are meant for it. */
export type Service = (call: Call) => Answer | undefined;

export const json = (body: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const file = (body: Buffer, type: string): Answer => ({ headers: { 'content-type': type }, body });

/** What a service answers to a caller that it doesn't know. */
export const unknownCaller = (): Answer => json({ error: { code: 401, message: 'Invalid credentials' } }, 401);
