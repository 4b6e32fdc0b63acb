import { isAssemblyAIError } from '@aai-connectors/core';
import type { LoggedRequest } from '@aai-connectors/stand-in';
import type { Stage } from './stage.ts';

/** What a run did: its requests, and its result or the message of its error. */
export interface Observation {
  readonly requests: readonly unknown[];
  readonly raw?: unknown;
  readonly result?: unknown;
  readonly refused?: string;
}

/** Runs work at a service, and reports what it did there. */
export async function observe({ standIn }: Pick<Stage, 'standIn'>, work: () => Promise<unknown>): Promise<Observation> {
  const before = standIn.requests().length;
  const outcome = await work().then(
    (raw) => ({ raw, result: plain(raw) }),
    (error: unknown) => ({ refused: isAssemblyAIError(error) ? error.message : String((error as Error).message) }),
  );
  const requests = standIn
    .requests()
    .slice(before)
    .filter((request, at, all) => !isSameCheck(request, all[at - 1]))
    .map(({ method, path, query, body }) => plain({ method, path, query, body: withoutCallback(body) }));
  return { ...outcome, requests };
}

/**
 * Whether a request only checks the same job again: how often a host checks is its own affair. Every other request
 * counts, because a second POST is a second job and a second bill.
 */
const isSameCheck = (request: LoggedRequest, previous: LoggedRequest | undefined): boolean =>
  request.method === 'GET' &&
  /^\/v2\/transcript\/[^/]+$/.test(request.path) &&
  previous?.method === 'GET' &&
  previous.path === request.path &&
  previous.query === request.query;

function withoutCallback(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const { webhook_url: url, ...rest } = body as Record<string, unknown>;
  if (typeof url !== 'string' || !isOfHost(url)) return body;
  delete rest['webhook_auth_header_name'];
  delete rest['webhook_auth_header_value'];
  return rest;
}

/** Whether the host added the address; a person may also have entered one. */
const isOfHost = (url: string): boolean => url.includes('aai_ref=') || url.startsWith('http://127.0.0.1');

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z?/g;
const CALLBACK = ['webhook_url', 'webhook_auth', 'webhook_auth_header_name', 'webhook_status_code'];

/** Without the values that differ between two runs of the same scenario. */
export function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (key, part: unknown) =>
    CALLBACK.includes(key) && !String(part).includes('example.com')
      ? undefined
      : key === 'token' || key === 'headers' || key === 'upload_url'
        ? '<new>'
        : part,
  ) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text.replace(UUID, '<id>').replace(TIME, '<time>'));
}
