import { badInput } from '../../errors.ts';
import { safeLink } from '../../client/safe-link.ts';
import { hostsBehind } from '../../regions.ts';
import { createClient } from '../client.ts';
import { fileJournal } from '../job-file.ts';
import { createUsage } from '../usage.ts';
import type { Arguments } from './arguments.ts';
import { serveHttp } from './http.ts';
import type { McpOptions } from './options.ts';
import { type RunningMcp, serveStdio } from './stdio.ts';

/**
 * Serves until the client closes standard input, or a signal ends the process.
 *
 * @param key the API key
 * @param token of the HTTP server, if it needs one
 * @throws BadInputError if the key is missing, or if the server cannot start
 */
export async function run(
  args: Arguments,
  { key, token }: { readonly key: string; readonly token: string | undefined },
): Promise<void> {
  if (key === '') {
    throw badInput('apiKey', 'The API key is missing.', 'Set the environment variable ASSEMBLYAI_API_KEY.');
  }
  const options = optionsOf(args, key);
  let server: RunningMcp;
  if (args.http === undefined) {
    server = serveStdio(options);
    process.stdin.once('end', () => void end());
  } else {
    const started = await serveHttp(options, { ...args.http, token });
    process.stderr.write(`Serving MCP at ${started.url}\n`);
    server = started;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end());

  async function end(): Promise<void> {
    await server.close();
    process.exit();
  }
}

function optionsOf({ region, api, folders, journal, model, maxHours, linkHosts }: Arguments, key: string): McpOptions {
  const limit = maxHours === undefined ? {} : { hours: maxHours };
  return {
    client: createClient({ apiKey: key, region, ...(api !== undefined && { hosts: hostsBehind(api) }) }),
    apiKey: key,
    ...{ folders, model },
    journal: fileJournal(journal),
    usage: createUsage({ limit, whenUnknown: 'allow' }),
    ...(linkHosts.length > 0 && { allowUrl: (url: URL) => linkHosts.includes(url.hostname) || isSafe(url) }),
  };
}

function isSafe(url: URL): boolean {
  try {
    return safeLink(url.href, undefined) === url.href;
  } catch {
    return false;
  }
}
