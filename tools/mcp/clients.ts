import { Client as ModernClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldHttpTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Command } from './world.ts';

/** What a tool answered. */
export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
}

export interface CallOptions {
  readonly onprogress?: (progress: { readonly progress: number; readonly message?: string | undefined }) => void;
  readonly signal?: AbortSignal;
  /** ms */
  readonly timeout?: number;
}

/** A connected client of either generation. */
export interface McpSession {
  readonly tools: readonly { readonly name: string; readonly description?: string; readonly inputSchema: object }[];
  call(name: string, args: Record<string, unknown>, options?: CallOptions): Promise<ToolAnswer>;
  resource(uri: string): Promise<string>;
  resources(): Promise<readonly string[]>;
  prompts(): Promise<readonly string[]>;
  prompt(name: string, args: Record<string, string>): Promise<string>;
  /** Process of a server that was started by this client. */
  readonly pid: number | undefined;
  close(): Promise<void>;
}

const INFO = { name: 'story', version: '1.0.0' };

/** The official client of the current generation, with protocol 2026-07-28. */
export async function overHttp(url: string, headers: Record<string, string> = {}): Promise<McpSession> {
  const client = new ModernClient(INFO, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  return sessionOf(client);
}

/** The official client that starts the server and talks over its standard input and output. */
export async function overStdio(command: Command): Promise<McpSession> {
  const client = new ModernClient(INFO);
  const transport = new StdioClientTransport({ ...command, stderr: 'pipe' });
  await client.connect(transport);
  return sessionOf(client, transport.pid ?? undefined);
}

/** The official client of the generation before, which n8n and LangChain use. */
export async function overOldHttp(url: string, headers: Record<string, string> = {}): Promise<McpSession> {
  const client = new OldClient(INFO);
  // The transport's types do not allow for exact optional properties.
  const transport: object = new OldHttpTransport(new URL(url), { requestInit: { headers } });
  await client.connect(transport as Parameters<OldClient['connect']>[0]);
  return sessionOf(client);
}

interface AnyClient {
  listTools(): Promise<{ tools: McpSession['tools'] }>;
  callTool(params: object, ...rest: readonly never[]): Promise<object>;
}

async function sessionOf(client: ModernClient | OldClient, pid?: number): Promise<McpSession> {
  const isOld = client instanceof OldClient;
  const { tools } = await (client as AnyClient).listTools();
  return {
    tools,
    pid,
    async call(name, args, options = {}) {
      const params = { name, arguments: args };
      const request = { timeout: 60_000, ...options };
      const result: object = isOld
        ? await client.callTool(params, undefined, request)
        : await client.callTool(params, request);
      const { content, isError = false } = result as { content: readonly { text?: string }[]; isError?: boolean };
      return { text: content.map(({ text = '' }) => text).join('\n'), isError };
    },
    async resource(uri) {
      const { contents } = await client.readResource({ uri });
      return contents.map((content) => ('text' in content ? content.text : '')).join('\n');
    },
    async resources() {
      return (await client.listResources()).resources.map(({ uri }) => uri);
    },
    async prompts() {
      return (await client.listPrompts()).prompts.map(({ name }) => name);
    },
    async prompt(name, args) {
      const { messages } = await client.getPrompt({ name, arguments: args });
      return messages.map(({ content }) => ('text' in content ? content.text : '')).join('\n');
    },
    close: () => client.close(),
  };
}
