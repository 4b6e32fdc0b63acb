import { parseArgs } from 'node:util';

export const HELP = `Transcribes audio with AssemblyAI.

  npm start                                   the bundled two-speaker dialogue
  npm start -- FILE_OR_URL... [options]
  npm start -- --resume TRANSCRIPT_ID         go on waiting for a job that was submitted earlier
  npm start -- --live [FILE]                  transcribe live, as fast as it was spoken, with captions as they come
  npm start -- --mic                          the same for raw 16-bit PCM from standard input, such as a recorder's

  --format LIST       what to write: FORMATS (several with commas; default: srt,vtt,json,markdown)
  --out FOLDER        where to write it (default: transcripts)
  --speakers          tell the speakers apart
  --param NAME=VALUE  any parameter of the API, as often as needed
  --region us|eu      where the data is processed (default: us)
  --stand-in          use the built-in stand-in also when there is a key
  --host URL          a stand-in that runs already ("npm run stand-in"), or a recorder's streaming address
  --deadline MINUTES  how long to wait for one transcript (default: 180)
  --rate HZ           sample rate of --mic (default: 16000)
  --help

With ASSEMBLYAI_API_KEY set, the real API does the work. Without it, a local stand-in does, which knows only the
recordings that come with this repository.
`;

export interface Arguments {
  readonly sources: readonly string[];
  readonly formats: readonly string[];
  readonly out: string;
  readonly speakers: boolean;
  /** As typed: reading them is the catalogue's business. */
  readonly params: Readonly<Record<string, string>>;
  readonly region: string;
  readonly standIn: boolean;
  /** Address of a service that plays all hosts. */
  readonly host: string | undefined;
  readonly deadlineMs: number;
  readonly resume: string | undefined;
  readonly live: boolean;
  readonly mic: boolean;
  /** Hz */
  readonly rate: number;
  readonly help: boolean;
}

export const DEFAULT_FORMATS = ['srt', 'vtt', 'json', 'markdown'];

/** @throws Error in one sentence for what cannot be understood. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      format: { type: 'string', multiple: true },
      out: { type: 'string', default: 'transcripts' },
      speakers: { type: 'boolean', default: false },
      param: { type: 'string', multiple: true, default: [] },
      region: { type: 'string', default: 'us' },
      'stand-in': { type: 'boolean', default: false },
      host: { type: 'string' },
      deadline: { type: 'string', default: '180' },
      resume: { type: 'string' },
      live: { type: 'boolean', default: false },
      mic: { type: 'boolean', default: false },
      rate: { type: 'string', default: '16000' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const minutes = Number(values.deadline);
  if (!(minutes > 0)) throw new Error('--deadline must be a number of minutes above 0.');
  const isLive = values.live || values.mic;
  if (values.mic && positionals.length > 0) throw new Error('--mic listens to standard input, and takes no file.');
  if (isLive && positionals.length > 1) throw new Error('--live takes one file at a time.');
  if (isLive && values.resume !== undefined) throw new Error('--resume goes on with a job, and cannot be live.');
  if (values.region !== 'us' && values.region !== 'eu') throw new Error('--region must be us or eu.');
  return {
    sources: positionals,
    formats: values.format?.flatMap((list) => list.split(',').map((id) => id.trim())) ?? DEFAULT_FORMATS,
    out: values.out,
    speakers: values.speakers,
    params: Object.fromEntries(values.param.map(pair)),
    region: values.region,
    standIn: values['stand-in'],
    host: values.host === undefined ? undefined : hostFrom(values.host),
    deadlineMs: minutes * 60_000,
    resume: values.resume,
    live: isLive,
    mic: values.mic,
    rate: rateFrom(values.rate),
    help: values.help,
  };
}

function hostFrom(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text.replace(/\/+$/, '');
  throw new Error(`--host must be an address such as http://127.0.0.1:8787, not "${text}".`);
}

function rateFrom(text: string): number {
  const rate = Number(text);
  if (Number.isInteger(rate) && rate >= 1000) return rate;
  throw new Error(`--rate must be a number of Hz, such as 16000, not "${text}".`);
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new Error(`--param takes NAME=VALUE, not "${text}".`);
  return [text.slice(0, at), text.slice(at + 1)];
}
