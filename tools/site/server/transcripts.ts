import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CompletedTranscript } from '@aai-connectors/core';
import type { JobEvent } from '../shared/protocol.ts';
import { OPTIONS } from '../shared/try-it-data.ts';
import { failureOf } from './json.ts';
import type { Service } from './service.ts';

/**
 * Uploads the body of the request, submits it, and reports each step as a line of JSON. If the page closes the
 * connection, the wait ends; a submitted job continues at the service.
 */
export async function transcribe(
  { client, intervalMs }: Service,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' });
  const report = (event: JobEvent<CompletedTranscript>): void => void response.write(`${JSON.stringify(event)}\n`);
  request.once('end', () => report({ type: 'uploaded' }));
  try {
    const transcript = await client.transcribe(audioOf(request, query), paramsOf(query), {
      signal: gone.signal,
      ...(intervalMs !== undefined && { intervalMs }),
      onSubmitted: ({ id }) => report({ type: 'submitted', transcriptId: id }),
      onStatus: ({ status }) => report({ type: 'status', status }),
    });
    report({ type: 'completed', transcript });
  } catch (thrown) {
    if (!gone.signal.aborted) report({ type: 'failed', ...failureOf(thrown) });
  } finally {
    response.end();
  }
}

function audioOf(
  request: IncomingMessage,
  query: URLSearchParams,
): { data: IncomingMessage; name: string; size?: number } {
  const size = Number(request.headers['content-length']);
  return {
    data: request,
    name: query.get('name') ?? 'recording',
    ...(Number.isSafeInteger(size) && size > 0 && { size }),
  };
}

/** Only the parameters that the page offers, and only as switches. */
const paramsOf = (query: URLSearchParams): Readonly<Record<string, true>> =>
  Object.fromEntries(OPTIONS.filter(({ key }) => query.get(key) === 'true').map(({ key }) => [key, true]));
