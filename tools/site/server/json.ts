import type { IncomingMessage, ServerResponse } from 'node:http';
import { explain, isAssemblyAIError } from '@aai-connectors/core';
import type { Failure } from '../shared/protocol.ts';

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

/** An error in the words for the page. Never contains a key. */
export function failureOf(thrown: unknown): Failure {
  if (!isAssemblyAIError(thrown)) return { code: 'internal', message: 'The gallery server failed. See its terminal.' };
  const { code, transcriptId } = thrown;
  return { code, message: explain(thrown), ...(transcriptId !== undefined && { transcriptId }) };
}

/** Statuses by error code. All other failures are those of the service behind this server. */
const STATUSES: Readonly<Record<string, number>> = { bad_input: 400, authentication: 401, internal: 500 };

export const statusOf = ({ code }: Failure): number => STATUSES[code] ?? 502;

/** Bytes of the largest JSON body that the page sends. */
const MOST_BYTES = 4_096;

/** @returns the object in the body, or `undefined` if it is no small JSON object */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) return undefined;
    parts.push(part);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
