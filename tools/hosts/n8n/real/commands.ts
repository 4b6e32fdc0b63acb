import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Host } from './host.ts';

/** As n8n exports it; the data is plain, and is encrypted on import. */
export interface Credential {
  /** 16 letters and digits. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface WorkflowNode {
  /** A UUID. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly position: readonly [x: number, y: number];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
  readonly webhookId?: string;
  readonly onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
  readonly retryOnFail?: boolean;
  readonly maxTries?: number;
  readonly waitBetweenTries?: number;
  readonly executeOnce?: boolean;
  readonly alwaysOutputData?: boolean;
}

/** Where an output leads. */
export interface Connection {
  readonly node: string;
  readonly type: string;
  readonly index: number;
}

/** As n8n exports it. */
export interface Workflow {
  /** 16 letters and digits; kept on import. */
  readonly id: string;
  readonly name: string;
  readonly active: false;
  readonly nodes: readonly WorkflowNode[];
  readonly connections: Readonly<Record<string, { readonly main: readonly (readonly Connection[])[] }>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** For a host that does not run: a running one would not see what a command changes. */
export const importCredentials = (host: Host, credentials: readonly Credential[]): Promise<void> =>
  importFile(host, 'import:credentials', credentials);

/** For a host that does not run. An imported workflow is not published, not even if it was before. */
export const importWorkflows = (host: Host, workflows: readonly Workflow[]): Promise<void> =>
  importFile(host, 'import:workflow', workflows);

/** For a host that does not run: its triggers and webhooks are there from the next start on. */
export async function publishWorkflow(host: Host, id: string): Promise<void> {
  await command(host, ['publish:workflow', `--id=${id}`]);
}

/** n8n leaves out what its policy forbids without failing, so its count is compared. */
async function importFile(host: Host, name: string, content: readonly { readonly id: string }[]): Promise<void> {
  const file = join(host.userFolder, `${name.replace(':', '-')}.json`);
  await writeFile(file, JSON.stringify(content), { mode: 0o600 });
  try {
    const said = await command(host, [name, `--input=${file}`]);
    if (!said.includes(`Successfully imported ${content.length} `))
      throw new Error(`${name} left something out:\n${said}`);
  } finally {
    await rm(file);
  }
}

/** What the command wrote. Throws with that when it failed. */
async function command({ n8n, env, userFolder }: Host, args: readonly string[]): Promise<string> {
  try {
    const options = { cwd: userFolder, env, maxBuffer: 64 * 2 ** 20 };
    const { stdout, stderr } = await promisify(execFile)(n8n.node, [n8n.bin, ...args], options);
    return `${stdout}\n${stderr}`;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`n8n ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}
