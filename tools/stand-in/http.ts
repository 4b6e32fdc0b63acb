import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** One request, as a route sees it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The accepted key: transcripts and uploads belong to it. */
  readonly key: string;
  /** Values of the `:name` parts of the route's path. */
  readonly at: Readonly<Record<string, string>>;
  /** Webhook fault asked for by the request's fault header. */
  readonly webhookFault: string | undefined;
  /** The raw body, for uploads. */
  readonly body: IncomingMessage;
  /** The body as JSON; refuses the request when it is none. */
  json(): Promise<unknown>;
}

/** What a route answers: JSON, text, or a file. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly file?: string;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** Thrown anywhere in a handler to end the request with an error response. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Body of the response, if it is not the usual error shape. */
  readonly body: unknown;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}, body?: unknown) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

export const ok = (json: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 200,
  json,
  headers,
});

/** The API's error shape: `{ error }` for REST, `{ error: { code, message } }` for the LLM Gateway. */
export function errorAnswer(path: string, { status, message, headers, body }: Refusal): Answer {
  return { status, headers, json: body ?? { error: path.startsWith('/v1/') ? { code: status, message } : message } };
}

/** Far more than any JSON body in the contract. */
const LARGEST_JSON = 8 * 1024 * 1024;

export async function readText(body: AsyncIterable<unknown>): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    pieces.push(piece as Buffer);
    size += (piece as Buffer).byteLength;
    if (size > LARGEST_JSON) throw new Refusal(400, 'The request body is too large.', { connection: 'close' });
  }
  return Buffer.concat(pieces).toString('utf8');
}

export async function readJson(body: AsyncIterable<unknown>): Promise<unknown> {
  const text = await readText(body);
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The request body is not valid JSON.');
  }
}

/** Body of a response that is not a file. */
export const bytesOf = ({ json, text }: Answer): Buffer =>
  Buffer.from(text ?? (json === undefined ? '' : JSON.stringify(json)), 'utf8');

export function headersOf({ json, text, headers = {} }: Answer): Record<string, string> {
  const type = text !== undefined ? 'text/plain; charset=utf-8' : json !== undefined ? 'application/json' : undefined;
  return { ...(type !== undefined && { 'content-type': type }), ...headers };
}

export async function writeAnswer(response: ServerResponse, answer: Answer): Promise<void> {
  if (answer.file === undefined) {
    const bytes = bytesOf(answer);
    response.writeHead(answer.status, { ...headersOf(answer), 'content-length': bytes.byteLength });
    response.end(bytes);
    return;
  }
  const { size } = await stat(answer.file);
  response.writeHead(answer.status, { ...headersOf(answer), 'content-length': size });
  await pipeline(createReadStream(answer.file), response);
}
