import { workerEnvironment } from './environment.ts';
import type { Database } from './database.ts';
import { lastPublication, publicationsDone } from './publications.ts';

/** One of the processes that make up an n8n. */
export interface N8nProcess {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** To be asked before a start, for a question to ask after it: does it do its work yet? */
  readiness(): Promise<() => Promise<boolean>>;
}

/** Its health door opens before the webhooks of published workflows are registered, so these count too. */
export const mainProcess = (url: string, database: Database, env: NodeJS.ProcessEnv): N8nProcess => ({
  name: 'main',
  args: ['start'],
  env,
  async readiness() {
    const before = await lastPublication(database);
    return async () => (await healthy(url)) && (await publicationsDone(database, before));
  },
});

/** A worker of queue mode, with n8n's default of ten executions at a time. */
export const workerProcess = (
  number: number,
  env: NodeJS.ProcessEnv,
  ports: { readonly broker: number; readonly health: number },
): N8nProcess => ({
  name: `worker-${number}`,
  args: ['worker'],
  env: { ...env, ...workerEnvironment(ports.health), N8N_RUNNERS_BROKER_PORT: String(ports.broker) },
  readiness: async () => () => healthy(`http://127.0.0.1:${ports.health}/`),
});

async function healthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}healthz/readiness`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
