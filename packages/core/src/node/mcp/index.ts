export { type McpHttpOptions, type RunningHttpMcp, serveHttp } from './http.ts';
export type { McpOptions } from './options.ts';
export { type AssemblyAIMcp, createMcp } from './server.ts';
export { type RunningMcp, serveStdio } from './stdio.ts';
