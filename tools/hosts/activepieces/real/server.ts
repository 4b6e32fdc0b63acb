import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Archive } from '../emulator/pack.ts';

/** A running Activepieces, with a user who is logged in. */
export interface Server {
  /** Ends in `/api/v1`. */
  readonly api: string;
  readonly token: string;
  readonly projectId: string;
}

export type RunStatus = 'QUEUED' | 'RUNNING' | 'PAUSED' | 'SUCCEEDED' | 'FAILED' | 'INTERNAL_ERROR' | 'TIMEOUT';

/** One run of a flow. */
export interface FlowRun {
  readonly id: string;
  readonly status: RunStatus;
  readonly steps?: Readonly<
    Record<string, { readonly status: string; readonly output?: unknown; readonly errorMessage?: unknown }>
  >;
}

/** Who drives: a person's login, or a token with the project it is for. */
export type Login =
  | { readonly email: string; readonly password: string }
  | { readonly token: string; readonly projectId?: string | undefined };

/** @param url of the server, without a path */
export async function logIn(url: string, login: Login): Promise<Server> {
  const api = `${url.replace(/\/+$/, '')}/api/v1`;
  const { token, projectId } =
    'token' in login
      ? login
      : await call<{ token: string; projectId?: string | null }>(
          { api, token: '' },
          'POST',
          '/authentication/sign-in',
          {
            email: login.email,
            password: login.password,
          },
        );
  return { api, token, projectId: projectId ?? (await firstProject({ api, token })) };
}

async function firstProject(access: Pick<Server, 'api' | 'token'>): Promise<string> {
  const { data } = await call<{ data: readonly { readonly id: string }[] }>(access, 'GET', '/projects');
  if (data[0] === undefined) throw new Error('The user has no project on this server.');
  return data[0].id;
}

/** Installs the piece for the whole platform. Does not replace an installed version. */
export async function uploadPiece(server: Server, { file, name, version }: Archive): Promise<'uploaded' | 'known'> {
  const form = new FormData();
  const fields = { packageType: 'ARCHIVE', scope: 'PLATFORM', pieceName: name, pieceVersion: version };
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append('pieceArchive', new Blob([readFileSync(file)], { type: 'application/gzip' }), basename(file));
  const headers = { authorization: `Bearer ${server.token}` };
  const response = await fetch(`${server.api}/pieces`, { method: 'POST', headers, body: form });
  if (response.status === 409) return 'known';
  if (!response.ok) throw new Error(`POST /pieces: ${response.status} ${(await response.text()).slice(0, 300)}`);
  return 'uploaded';
}

/** @throws with the server's words where the piece refuses it */
export const createConnection = (
  server: Server,
  { name, version }: Archive,
  externalId: string,
  props: object,
): Promise<{ readonly id: string; readonly status: string }> =>
  call(server, 'POST', '/app-connections', {
    externalId,
    displayName: externalId,
    pieceName: name,
    pieceVersion: version,
    projectId: server.projectId,
    type: 'CUSTOM_AUTH',
    value: { type: 'CUSTOM_AUTH', props },
  });

/** A trigger or a step: which one, and what its form says. */
export interface Step {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A flow as it is imported. */
export interface FlowFile {
  readonly displayName: string;
  readonly schemaVersion: string | null;
  readonly notes: readonly unknown[];
  readonly trigger: unknown;
}

/** A flow of a trigger and one step of the piece. */
export function flowOf(
  { name: pieceName, version: pieceVersion }: Archive,
  displayName: string,
  trigger: Step,
  action: Step,
): FlowFile {
  const lastUpdatedDate = new Date().toISOString();
  return {
    displayName,
    schemaVersion: null,
    notes: [],
    trigger: {
      name: 'trigger',
      displayName: 'Trigger',
      valid: true,
      lastUpdatedDate,
      type: 'PIECE_TRIGGER',
      settings: { pieceName, pieceVersion, propertySettings: {}, triggerName: trigger.name, input: trigger.input },
      nextAction: {
        name: 'step_1',
        displayName: action.name,
        valid: true,
        skip: false,
        lastUpdatedDate,
        type: 'PIECE',
        settings: {
          pieceName,
          pieceVersion,
          actionName: action.name,
          input: action.input,
          propertySettings: Object.fromEntries(Object.keys(action.input).map((key) => [key, { type: 'MANUAL' }])),
          errorHandlingOptions: { continueOnFailure: { value: false }, retryOnFailure: { value: false } },
        },
      },
    },
  };
}

/** Imports a flow and switches it on. @returns its id */
export async function startFlow(server: Server, file: FlowFile): Promise<string> {
  const { displayName } = file;
  const { id } = await call<{ id: string }>(server, 'POST', '/flows', { displayName, projectId: server.projectId });
  const change = (type: string, request: object): Promise<unknown> =>
    call(server, 'POST', `/flows/${id}`, { type, request });
  await change('IMPORT_FLOW', file);
  await change('LOCK_AND_PUBLISH', {});
  await change('CHANGE_STATUS', { status: 'ENABLED' });
  await until(async () => {
    const flow = await call<{ status: string; operationStatus?: string }>(server, 'GET', `/flows/${id}`);
    return flow.status === 'ENABLED' && (flow.operationStatus ?? 'NONE') === 'NONE' ? true : undefined;
  }, 30_000);
  return id;
}

/** Calls the flow's webhook, as the service would. */
export async function callFlow({ api }: Server, flowId: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${api}/webhooks/${flowId}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`The webhook answered ${response.status}.`);
}

/** The flow's newest run once it has ended, with the states it went through. */
export async function endOfRun(
  server: Server,
  flowId: string,
  limitMs: number,
): Promise<{ readonly run: FlowRun; readonly states: readonly RunStatus[] }> {
  const states: RunStatus[] = [];
  const { projectId } = server;
  const ended = await until(async () => {
    const query = new URLSearchParams({ projectId, flowId, limit: '1' }).toString();
    const { data } = await call<{ data: readonly FlowRun[] }>(server, 'GET', `/flow-runs?${query}`);
    const [run] = data;
    if (run !== undefined && states.at(-1) !== run.status) states.push(run.status);
    return run !== undefined && !['QUEUED', 'RUNNING', 'PAUSED'].includes(run.status) ? run.id : undefined;
  }, limitMs);
  return { run: await call<FlowRun>(server, 'GET', `/flow-runs/${ended}`), states };
}

export const deleteConnection = (server: Server, id: string): Promise<unknown> =>
  call(server, 'DELETE', `/app-connections/${id}`);

export const deleteFlow = (server: Server, id: string): Promise<unknown> => call(server, 'DELETE', `/flows/${id}`);

/** @throws Error where `ask` gives nothing in time */
export async function until<T>(ask: () => Promise<T | undefined>, limitMs: number): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`Nothing happened within ${limitMs / 1000} seconds.`);
    await sleep(100);
  }
}

async function call<T>(
  { api, token }: Pick<Server, 'api' | 'token'>,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const response = await ask(`${api}${path}`, {
    method,
    headers: {
      ...(token !== '' && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** @throws Error that says which address does not answer, and why */
const ask = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, init).catch((thrown: unknown) => {
    const { cause, message } = thrown as Error;
    throw new Error(`${url} does not answer: ${cause instanceof Error ? cause.message : message}`);
  });
