import { serveStdio as serve } from '@modelcontextprotocol/server/stdio';
import type { McpOptions } from './options.ts';
import { createMcp } from './server.ts';

/** A running server. */
export interface RunningMcp {
  close(): Promise<void>;
}

/**
 * Serves MCP over the standard input and output of this process, for clients that start the server themselves. Nothing else
 * may write to standard output.
 *
 * @throws BadInputError for invalid options
 */
export function serveStdio(options: McpOptions): RunningMcp {
  const mcp = createMcp(options);
  const handle = serve(() => mcp.createServer());
  return {
    async close() {
      mcp.close();
      await handle.close();
    },
  };
}
