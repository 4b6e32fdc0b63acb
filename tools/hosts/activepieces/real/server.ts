import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Archive } from '../emulator/pack.ts';

/** A running Activepieces with a logged-in user. */
export interface Server {
  /** Ends in `/api/v1`. */
  readonly api: string;
  readonly token: string;
  readonly projectId: string;
  /** Called with each request and its response. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

/** A request to the server and its response. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
  readonly answer?: unknown;
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

/** A person's login, or a token with its project. */
export type Login =
  | { readonly email: string; readonly password: string }
  | { readonly token: string; readonly projectId?: string | undefined };

/** Logs in. @param url URL of the server, without a path */
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

/** Creates a connection. @throws Error with the server's message if the piece rejects the connection */
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

/** A trigger or an action with its input. */
export interface Step {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A flow in the format of imports. */
export interface FlowFile {
  readonly displayName: string;
  readonly schemaVersion: string | null;
  readonly notes: readonly unknown[];
  readonly trigger: unknown;
}

/** An action of a flow. */
export interface Action extends Step {
  /** The piece that has the action. @default the piece that was uploaded */
  readonly piece?: { readonly name: string; readonly version: string };
  readonly continueOnFailure?: boolean;
}

/** A loop over a list, which is an expression. */
export interface Loop {
  readonly items: string;
  readonly actions: readonly Action[];
}

/** A flow with a trigger of the piece and steps. */
export function flowOf(archive: Archive, displayName: string, trigger: Step, ...actions: (Action | Loop)[]): FlowFile {
  const { name: pieceName, version: pieceVersion } = archive;
  const lastUpdatedDate = new Date().toISOString();
  let count = 0;
  /** The steps in the order in which they run, each with the next one. */
  const chained = (list: readonly (Action | Loop)[]): object | undefined => {
    const [first, ...rest] = list;
    if (first === undefined) return undefined;
    const name = `step_${++count}`;
    const common = { name, valid: true, skip: false, lastUpdatedDate };
    const own =
      'items' in first
        ? {
            ...common,
            displayName: 'Loop',
            type: 'LOOP_ON_ITEMS',
            settings: { items: first.items },
            firstLoopAction: chained(first.actions),
          }
        : { ...common, displayName: first.name, type: 'PIECE', settings: settingsOf(first) };
    return { ...own, nextAction: chained(rest) };
  };
  const settingsOf = ({ name, input, piece, continueOnFailure = false }: Action): object => ({
    pieceName: piece?.name ?? pieceName,
    pieceVersion: piece?.version ?? pieceVersion,
    actionName: name,
    input,
    propertySettings: Object.fromEntries(Object.keys(input).map((key) => [key, { type: 'MANUAL' }])),
    errorHandlingOptions: { continueOnFailure: { value: continueOnFailure }, retryOnFailure: { value: false } },
  });
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
      nextAction: chained(actions),
    },
  };
}

/** The version of an installed piece. @returns `undefined` if the server does not have it */
export const installedPiece = (server: Server, name: string): Promise<string | undefined> =>
  call<{ readonly version: string }>(server, 'GET', `/pieces/${name}`).then(
    ({ version }) => version,
    () => undefined,
  );

/** Runs a failed run again, from the step that failed. */
export const retryRun = (server: Server, runId: string): Promise<unknown> =>
  call(server, 'POST', `/flow-runs/${runId}/retry`, { projectId: server.projectId, strategy: 'FROM_FAILED_STEP' });

/** Runs one action as an agent does: as a tool of the project's MCP server. @returns the text of the response */
export async function runTool(
  { onExchange }: Server,
  mcp: { readonly url: string; readonly token: string },
  tool: {
    readonly pieceName: string;
    readonly actionName: string;
    readonly connectionExternalId: string;
    readonly input: object;
  },
): Promise<string> {
  const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'ap_run_action', arguments: tool } };
  const response = await request(mcp.url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${mcp.token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The MCP server returned ${response.status}: ${text.slice(0, 300)}`);
  const events = text.split('\n').flatMap((line) => (line.startsWith('data:') ? [line.slice(5)] : []));
  const answer = JSON.parse(events.at(-1) ?? text) as ToolAnswer;
  onExchange?.({ method: 'POST', path: new URL(mcp.url).pathname, body, status: response.status, answer });
  if (answer.error !== undefined) throw new Error(`The tool failed: ${JSON.stringify(answer.error)}`);
  return (answer.result?.content ?? []).map((part) => part.text ?? '').join('\n');
}

interface ToolAnswer {
  readonly error?: unknown;
  readonly result?: { readonly content?: readonly { readonly text?: string }[] };
}

/** Imports, publishes and enables a flow. @returns its ID */
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

/** Calls the flow's webhook, as the service does. */
export async function callFlow({ api, onExchange }: Server, flowId: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${api}/webhooks/${flowId}`, { method: 'POST', headers, body: JSON.stringify(body) });
  onExchange?.({ method: 'POST', path: `/webhooks/${flowId}`, body, status: response.status });
  if (!response.ok) throw new Error(`The webhook returned ${response.status}.`);
}

/** The newest run of a flow, without its steps. */
export async function newestRun(server: Server, flowId: string): Promise<FlowRun | undefined> {
  const query = new URLSearchParams({ projectId: server.projectId, flowId, limit: '1' }).toString();
  const { data } = await call<{ data: readonly FlowRun[] }>(server, 'GET', `/flow-runs?${query}`);
  return data[0];
}

/** The newest run of a flow after its end, with the states it went through. */
export async function endOfRun(
  server: Server,
  flowId: string,
  limitMs: number,
): Promise<{ readonly run: FlowRun; readonly states: readonly RunStatus[] }> {
  const states: RunStatus[] = [];
  const ended = await until(async () => {
    const run = await newestRun(server, flowId);
    if (run !== undefined && states.at(-1) !== run.status) states.push(run.status);
    return run !== undefined && !['QUEUED', 'RUNNING', 'PAUSED'].includes(run.status) ? run.id : undefined;
  }, limitMs);
  return { run: await call<FlowRun>(server, 'GET', `/flow-runs/${ended}`), states };
}

/** Whether the server answers. */
export const answers = (server: Server): Promise<boolean> =>
  call(server, 'GET', '/projects').then(
    () => true,
    () => false,
  );

export const deleteConnection = (server: Server, id: string): Promise<unknown> =>
  call(server, 'DELETE', `/app-connections/${id}`);

export const deleteFlow = (server: Server, id: string): Promise<unknown> => call(server, 'DELETE', `/flows/${id}`);

/** Polls until `check` returns a value. @throws Error after the time limit */
export async function until<T>(check: () => Promise<T | undefined>, limitMs: number): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const found = await check();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Timed out after ${limitMs / 1000} seconds.`);
    await sleep(100);
  }
}

async function call<T>(
  { api, token, onExchange }: Pick<Server, 'api' | 'token' | 'onExchange'>,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const response = await request(`${api}${path}`, {
    method,
    headers: {
      ...(token !== '' && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  onExchange?.({ method, path, body, status: response.status, answer: jsonIn(text) });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** The JSON in a text, or the text. */
function jsonIn(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}

/** Sends a request. @throws Error with the URL and the reason if there is no response */
const request = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, init).catch((thrown: unknown) => {
    const { cause, message } = thrown as Error;
    throw new Error(`No response from ${url}: ${cause instanceof Error ? cause.message : message}`);
  });
