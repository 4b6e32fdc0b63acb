import {
  type CallToolResult,
  McpServer,
  type ServerContext,
  type StandardSchemaWithJSON,
} from '@modelcontextprotocol/server';
import { readInput } from '../../catalogue/kit/input.ts';
import type { Fields } from '../../catalogue/kit/fields.ts';
import { schemaOfFields } from '../../catalogue/kit/schema.ts';
import { redactData } from '../../redact-data.ts';
import { createDesk, type Desk } from './desk.ts';
import { failureInWords } from './failures.ts';
import type { McpOptions } from './options.ts';
import type { ToolCall } from './patience.ts';
import { PROMPTS } from './prompts.ts';
import { registerResources } from './resources.ts';
import { cutToFit } from './tokens.ts';
import type { Tool } from './tool.ts';
import { TOOLS } from './tools/index.ts';

/** Name and version that clients see. */
const INFO = { name: 'assemblyai', title: 'AssemblyAI', version: '0.1.0' };

const INSTRUCTIONS =
  'Transcribes audio and video, and works with the transcripts. Start with transcribe, which returns a transcript ID. Use that ID with the other tools. For long recordings, prefer find_in_transcripts and ask_transcripts to reading everything.';

/** An MCP server, for any number of connections. */
export interface AssemblyAIMcp {
  /** Creates the server of one connection or request, for `serveStdio` and `createMcpHandler` of the MCP SDK. */
  createServer(): McpServer;
  /** Stops all waiting. Submitted jobs continue at the service. */
  close(): void;
}

/**
 * Creates an MCP server with tools, resources and prompts for the account of `options.client`. Jobs outlive connections: a
 * client that reconnects continues where it was.
 *
 * @throws BadInputError for a number out of range
 */
export function createMcp(options: McpOptions): AssemblyAIMcp {
  const closing = new AbortController();
  const desk = createDesk(options, closing.signal);
  return {
    createServer() {
      const server = new McpServer(INFO, { instructions: INSTRUCTIONS });
      for (const tool of TOOLS) registerTool(server, tool, desk);
      registerResources(server, desk);
      for (const prompt of PROMPTS) {
        server.registerPrompt(
          prompt.name,
          { title: prompt.title, description: prompt.description, argsSchema: schemaOf(prompt.params) },
          (given) => ({
            messages: [{ role: 'user', content: { type: 'text', text: prompt.write(readParams(prompt, given)) } }],
          }),
        );
      }
      return server;
    },
    close: () => closing.abort(new Error('The server was closed.')),
  };
}

function registerTool(server: McpServer, tool: Tool, desk: Desk): void {
  const { name, title, description, params, hints } = tool;
  server.registerTool(
    name,
    { title, description, inputSchema: schemaOf(params), annotations: { title, ...hints } },
    async (given, context): Promise<CallToolResult> => {
      try {
        const answer = await tool.run(readParams(tool, given), desk, callOf(context));
        return textResult(cutToFit(redactData(answer, desk.secrets), desk.budget));
      } catch (error) {
        return { ...textResult(failureInWords(error, desk.secrets)), isError: true };
      }
    },
  );
}

const textResult = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] });

const readParams = (declared: Pick<Tool, 'params' | 'rules'>, given: unknown): Readonly<Record<string, unknown>> =>
  readInput(declared, given, { manner: 'tool' }).input;

/** The schema is advertised. The catalogue reads the arguments, because its messages name the field and the remedy. */
function schemaOf(params: Fields): StandardSchemaWithJSON<Record<string, unknown>> {
  const schema = (): Record<string, unknown> => ({ ...schemaOfFields(params) });
  return {
    '~standard': {
      version: 1,
      vendor: 'aai-connectors',
      validate: (value) => ({ value: value as Record<string, unknown> }),
      jsonSchema: { input: schema, output: schema },
    },
  };
}

function callOf({ mcpReq }: ServerContext): ToolCall {
  const { signal, _meta: meta } = mcpReq;
  const progressToken = meta?.progressToken;
  let progress = 0;
  return {
    signal,
    progress(message) {
      if (progressToken === undefined || signal.aborted) return;
      const params = { progressToken, progress: ++progress, message };
      // A client that is gone misses only the report.
      mcpReq.notify({ method: 'notifications/progress', params }).catch(() => undefined);
    },
  };
}
