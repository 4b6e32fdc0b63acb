import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient, fileJournal, type NodeClient } from '@aai-connectors/core/node';
import { type McpHttpOptions, type McpOptions, type RunningHttpMcp, serveHttp } from '@aai-connectors/core/mcp';
import { recordingPath, type StandIn, type StandInOptions, startStandIn } from '@aai-connectors/stand-in';
import { engines } from './recordings.ts';

/** What a story needs: a local API and a new folder. */
export interface World {
  readonly standIn: StandIn;
  readonly key: string;
  readonly client: NodeClient;
  /** A new folder. */
  readonly folder: string;
  /** Folder of the bundled recordings. */
  readonly recordings: string;
  /** Serves MCP over HTTP in this process, until the world ends. */
  serve(options?: Partial<McpOptions>, http?: McpHttpOptions): Promise<RunningHttpMcp>;
  /** The command that starts the program, as a client does, with these arguments. */
  command(...args: readonly string[]): Command;
  close(): Promise<void>;
}

/** How a client starts a server. */
export interface Command {
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

const PROGRAM = fileURLToPath(new URL('../../packages/core/src/node/mcp/program.ts', import.meta.url));

export async function openWorld(settings: Pick<StandInOptions, 'timing'> = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'aai-mcp-'));
  const standIn = await startStandIn({ ...settings, engines: engines() });
  const key = standIn.keys[0]!;
  const client = createClient({ apiKey: key, hosts: standIn.hosts });
  const servers: RunningHttpMcp[] = [];
  return {
    ...{ standIn, key, client, folder },
    recordings: recordingPath(''),
    async serve(options = {}, http = {}) {
      const journal = fileJournal(join(folder, 'jobs.jsonl'));
      const server = await serveHttp({ client, apiKey: key, journal, ...options }, http);
      servers.push(server);
      return server;
    },
    command: (...args) => ({
      command: process.execPath,
      args: [
        ...['--conditions=@aai-connectors/source', PROGRAM],
        ...['--api', standIn.url, '--journal', join(folder, 'jobs.jsonl'), ...args],
      ],
      env: { PATH: process.env['PATH'] ?? '', ASSEMBLYAI_API_KEY: key },
    }),
    async close() {
      for (const server of servers) await server.close();
      await standIn.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
