import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BadInputError, badInput } from '../../errors.ts';

/** What the command line of the program says. */
export interface Arguments {
  readonly help: boolean;
  /** Full paths. */
  readonly folders: readonly string[];
  /** Path of the journal. */
  readonly journal: string;
  readonly region: 'us' | 'eu';
  /** Address that stands for all hosts of the API. */
  readonly api: string | undefined;
  readonly model: string | undefined;
  readonly maxHours: number | undefined;
  /** Hosts of links, in addition to public ones. */
  readonly linkHosts: readonly string[];
  /** Absent to serve over standard input and output. */
  readonly http:
    | {
        readonly host: string;
        readonly port: number;
        readonly allowedHosts: readonly string[];
        readonly allowedOrigins: readonly string[];
      }
    | undefined;
}

export const HELP = `Serves AssemblyAI to agents, through the Model Context Protocol (MCP).

Usage: assemblyai-mcp [options]

The API key is read from ASSEMBLYAI_API_KEY.

Options
  --folder PATH          Folder whose files may be transcribed, with everything below it. Subtitles are written to the
                         first one. Can be repeated.
  --journal PATH         File that remembers which recording was submitted, so that nothing is billed twice. Defaults to
                         .assemblyai-mcp/jobs.jsonl in your home folder.
  --region us|eu         Region of the API. Defaults to us.
  --model NAME           Language model that answers questions. Defaults to the default of the API client.
  --max-hours NUMBER     Most hours of audio to transcribe until the server is restarted. The last recording may exceed it,
                         because the duration of a link is unknown.
  --allow-link HOST      Also allow links to this host, such as a server in your network. Can be repeated.
  --api URL              Address of a proxy or of a local stand-in for the API.
  --help                 Show this text.

HTTP
  --http                 Serve over HTTP instead of standard input and output.
  --port NUMBER          Port to listen on. Defaults to 8765.
  --host ADDRESS         Address to listen on. Defaults to 127.0.0.1. Any other needs a token in ASSEMBLYAI_MCP_TOKEN.
  --allow-host NAME      Host name under which clients reach the server, such as host.docker.internal. Can be repeated.
  --allow-origin NAME    Host name of a web page that may call the server. Can be repeated.
`;

/** No value by default. */
const NONE: string[] = [];

const OPTIONS = {
  help: { type: 'boolean', short: 'h', default: false },
  folder: { type: 'string', multiple: true, default: NONE },
  journal: { type: 'string' },
  region: { type: 'string', default: 'us' },
  api: { type: 'string' },
  model: { type: 'string' },
  'max-hours': { type: 'string' },
  'allow-link': { type: 'string', multiple: true, default: NONE },
  http: { type: 'boolean', default: false },
  port: { type: 'string', default: '8765' },
  host: { type: 'string', default: '127.0.0.1' },
  'allow-host': { type: 'string', multiple: true, default: NONE },
  'allow-origin': { type: 'string', multiple: true, default: NONE },
} as const;

/** @throws BadInputError about the first invalid argument */
export function readArguments(argv: readonly string[]): Arguments {
  const values = parsed(argv);
  const { region, api } = values;
  if (region !== 'us' && region !== 'eu') throw badInput('region', `--region must be us or eu, not ${region}.`);
  if (api !== undefined && !/^https?:$/.test(URL.canParse(api) ? new URL(api).protocol : '')) {
    throw badInput('api', `--api must be an address such as https://proxy.example.com, not ${api}.`);
  }
  return {
    help: values.help,
    folders: values.folder.map((folder) => resolve(folder)),
    journal: resolve(values.journal ?? join(homedir(), '.assemblyai-mcp', 'jobs.jsonl')),
    region,
    api,
    model: values.model,
    maxHours: values['max-hours'] === undefined ? undefined : hoursFrom(values['max-hours']),
    linkHosts: values['allow-link'].map((host) => host.toLowerCase()),
    http: values.http
      ? {
          host: values.host,
          port: portFrom(values.port),
          allowedHosts: values['allow-host'],
          allowedOrigins: values['allow-origin'],
        }
      : undefined,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS }).values;
  } catch (cause) {
    const [sentence] = (cause as Error).message.split('. ');
    throw new BadInputError(`${sentence}.`, { hint: 'See assemblyai-mcp --help.', cause });
  }
}

function hoursFrom(text: string): number {
  const hours = Number(text);
  if (Number.isFinite(hours) && hours > 0) return hours;
  throw badInput('max-hours', `--max-hours must be a number above 0, not ${text}.`);
}

function portFrom(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw badInput('port', `--port must be a number from 0 to 65535, not ${text}.`);
}
