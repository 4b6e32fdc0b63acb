import type { Credential } from './commands.ts';
import type { Host } from './host.ts';
import { until } from './until.ts';

/** A user who is logged in: what the editor can do, over REST. */
export interface Session {
  readonly url: string;
  readonly cookie: string;
}

const OWNER = { email: 'owner@example.com', password: 'Only-for-tests-1', firstName: 'Test', lastName: 'Owner' };

/** Logs the owner in, who is set up the first time. The session holds over restarts. */
export async function login({ url }: Host): Promise<Session> {
  const setUp = await send(url, 'rest/owner/setup', {}, OWNER);
  const credentials = { emailOrLdapLoginId: OWNER.email, password: OWNER.password };
  const answer = setUp.ok ? setUp : await send(url, 'rest/login', {}, credentials);
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]!);
  if (cookie.length === 0) throw new Error(`n8n does not log the owner in: ${await answer.text()}`);
  return { url, cookie: cookie.join('; ') };
}

/** Runs the credential's own test, as the editor does on saving it. */
export const testCredential = (
  session: Session,
  credential: Credential,
): Promise<{ readonly status: 'OK' | 'Error'; readonly message: string }> =>
  ask(session, 'rest/credentials/test', { credentials: credential });

export interface ListSearch {
  /** The node's type with its version. */
  readonly node: { readonly name: string; readonly version: number };
  /** Which resource locator of the node, for example `parameters.transcript`. */
  readonly path: string;
  /** The node's method behind it. */
  readonly methodName: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
  /** What the user typed to search by. */
  readonly filter?: string;
  /** Of the page before. */
  readonly paginationToken?: string;
}

export interface ListSearchResults {
  readonly results: readonly { readonly name: string; readonly value: string | number; readonly url?: string }[];
  readonly paginationToken?: string;
}

/** What a resource locator offers under "From list". */
export const listSearch = (session: Session, { node, parameters, ...rest }: ListSearch): Promise<ListSearchResults> =>
  ask(session, 'rest/dynamic-node-parameters/resource-locator-results', {
    nodeTypeAndVersion: node,
    currentNodeParameters: parameters,
    ...rest,
  });

export interface NodeType {
  /** With the package before the dot. */
  readonly name: string;
  readonly displayName: string;
  readonly version: number | readonly number[];
  readonly properties: readonly Readonly<Record<string, unknown>>[];
  readonly [field: string]: unknown;
}

/** What the editor knows of all nodes, with the tool that n8n makes of a node that agents may use. */
export async function nodeTypes({ url, cookie }: Session): Promise<readonly NodeType[]> {
  return (await json(await send(url, 'types/nodes.json', { cookie }))) as readonly NodeType[];
}

/** How n8n got on with registering a published workflow. */
interface Publication {
  readonly status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
  readonly triggers: readonly { readonly errorMessage: string | null }[];
}

/** Publishes a workflow while n8n runs, which is seconds faster than the command. Settles when its triggers are on. */
export async function publishNow(session: Session, workflowId: string): Promise<void> {
  const path = `rest/workflows/${workflowId}`;
  const { versionId } = await ask<{ versionId: string }>(session, path);
  await ask(session, `${path}/activate`, { versionId });
  const { status, triggers } = await until(
    async () => {
      const publication = await ask<Publication>(session, `${path}/publication-status`);
      return ['in_progress', 'not_published'].includes(publication.status) ? undefined : publication;
    },
    { limitMs: 30_000, late: () => `n8n did not publish ${workflowId}.` },
  );
  if (status !== 'published') throw new Error(`${status}: ${triggers.map((one) => one.errorMessage).join('\n')}`);
}

/** Runs a workflow from its trigger as the editor's button does. The answer is the execution's id. */
export async function runWorkflow(session: Session, workflowId: string, trigger: string): Promise<string> {
  const path = `rest/workflows/${workflowId}/run`;
  const { executionId } = await ask<{ executionId?: string }>(session, path, { triggerToStartFrom: { name: trigger } });
  if (executionId === undefined) throw new Error(`${trigger} waits for a test event; start from a manual trigger.`);
  return executionId;
}

/** Posts when there is a body. */
async function ask<T>({ url, cookie }: Session, path: string, body?: unknown): Promise<T> {
  return ((await json(await send(url, path, { cookie }, body))) as { data: T }).data;
}

const send = (url: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Response> =>
  fetch(`${url}${path}`, {
    headers: { 'content-type': 'application/json', ...headers },
    signal: AbortSignal.timeout(60_000),
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });

async function json(answer: Response): Promise<unknown> {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
