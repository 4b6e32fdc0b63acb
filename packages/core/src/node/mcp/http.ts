import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { toNodeHandler as ToNodeHandler } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server';
import { BadInputError } from '../../errors.ts';
import type { McpOptions } from './options.ts';
import { createMcp } from './server.ts';
import type { RunningMcp } from './stdio.ts';

/** How to serve MCP over HTTP. */
export interface McpHttpOptions {
  /** Address to listen on. Any other than the default needs a token. @default '127.0.0.1' */
  readonly host?: string | undefined;
  /** @default 0: any free port */
  readonly port?: number | undefined;
  /** Clients must send it as `Authorization: Bearer <token>`. At least 16 characters. @default none */
  readonly token?: string | undefined;
  /**
   * Host names, without ports, under which clients reach the server in addition to `localhost` and `host`. Requests for other
   * names are refused, which protects from DNS rebinding by web pages.
   */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Host names of web pages that may call the server, in addition to those on this machine. */
  readonly allowedOrigins?: readonly string[] | undefined;
}

/** A running HTTP server. */
export interface RunningHttpMcp extends RunningMcp {
  /** The address of the MCP endpoint. */
  readonly url: string;
}

const PATH = '/mcp';
const LEAST_TOKEN = 16;
const MOST_BODY_BYTES = 1024 * 1024;
const MOST_CONNECTIONS = 200;
/** Milliseconds to receive a request. */
const REQUEST_MS = 30_000;
/** Milliseconds that an idle connection stays open: longer than clients and proxies keep one, who would lose a request. */
const IDLE_MS = 65_000;

/**
 * Serves MCP over streamable HTTP at `/mcp`, to clients of all protocol versions. Keeps no sessions: each request stands for
 * itself.
 *
 * @throws BadInputError for an address that needs a token, or if the port cannot be opened
 */
export async function serveHttp(options: McpOptions, http: McpHttpOptions = {}): Promise<RunningHttpMcp> {
  const { host = '127.0.0.1', port = 0, token } = http;
  check(host, token);
  const [mcp, toNodeHandler] = [createMcp(options), await nodeHandler()];
  const handler = createMcpHandler(() => mcp.createServer(), { maxRequestBodySize: MOST_BODY_BYTES });
  const answer = toNodeHandler(handler, { maxRequestBodySize: MOST_BODY_BYTES });
  const refusalOf = createGuard(host, http);
  const limits = { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS, keepAliveTimeout: IDLE_MS };
  const server = createServer(limits, (request, response) => {
    const refusal = refusalOf(request);
    const { method = 'GET', url = '/' } = request;
    if (refusal === undefined) void answer(Object.assign(request, { method, url }), response);
    else refuse(response, refusal);
  });
  server.maxConnections = MOST_CONNECTIONS;
  await listening(server, host, port);
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${shown}:${address.port}${PATH}`,
    async close() {
      mcp.close();
      await handler.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/i.test(host);

function check(host: string, token: string | undefined): void {
  if (token !== undefined && token.length < LEAST_TOKEN) {
    throw new BadInputError(`token must have at least ${LEAST_TOKEN} characters.`, { field: 'token' });
  }
  if (isLoopback(host) || token !== undefined) return;
  throw new BadInputError(`Other machines can reach the server at ${host}, so it needs a token.`, {
    field: 'token',
    hint: 'Set a token, or listen on 127.0.0.1.',
  });
}

/** Loaded when it is needed, because servers over standard input do not need it. */
async function nodeHandler(): Promise<typeof ToNodeHandler> {
  try {
    return (await import('@modelcontextprotocol/node')).toNodeHandler;
  } catch (cause) {
    throw new BadInputError('The package @modelcontextprotocol/node is not installed.', {
      hint: 'Install it next to @modelcontextprotocol/server to serve MCP over HTTP.',
      cause,
    });
  }
}

interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function createGuard(
  host: string,
  { token, allowedHosts = [], allowedOrigins = [] }: McpHttpOptions,
): (request: IncomingMessage) => Refusal | undefined {
  const bracketed = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const hosts = [...localhostAllowedHostnames(), bracketed, ...allowedHosts].map((name) => name.toLowerCase());
  const origins = [...localhostAllowedOrigins(), ...allowedOrigins].map((name) => name.toLowerCase());
  const wanted = token === undefined ? undefined : digestOf(`Bearer ${token}`);
  return ({ headers, url = '' }) => {
    if (!validateHostHeader(headers.host, hosts).ok) {
      return {
        status: 403,
        message: 'This host name is not allowed. Start the server with --allow-host and the name.',
      };
    }
    if (!validateOriginHeader(headers.origin, origins).ok) {
      return { status: 403, message: 'Web pages of this origin may not call the server.' };
    }
    if (wanted !== undefined && !timingSafeEqual(digestOf(headers.authorization ?? ''), wanted)) {
      const message = 'Send the token of the server as Authorization: Bearer <token>.';
      return { status: 401, message, headers: { 'www-authenticate': 'Bearer realm="AssemblyAI MCP"' } };
    }
    if (url.split('?')[0] !== PATH) return { status: 404, message: `The MCP endpoint is ${PATH}.` };
    return undefined;
  };
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

function refuse(response: ServerResponse, { status, message, headers }: Refusal): void {
  const body = JSON.stringify({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null });
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers }).end(body);
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const field = cause.code === 'EADDRINUSE' ? 'port' : 'host';
      reject(new BadInputError(`The server cannot listen on ${host}:${port} (${cause.code}).`, { field, cause }));
    });
    server.listen(port, host.replace(/^\[|\]$/g, ''), resolve);
  });
}
