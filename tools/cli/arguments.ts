import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';
import { suggestion } from './suggest.ts';

export interface Arguments {
  /** Paths and links, as typed. */
  readonly sources: readonly string[];
  readonly formats: readonly string[];
  readonly out: string;
  /** Whether existing files may be replaced. */
  readonly force: boolean;
  readonly speakers: boolean;
  /** As typed. `readParams` checks them against the catalogue. */
  readonly params: Readonly<Record<string, string>>;
  readonly region: 'us' | 'eu';
  readonly standIn: boolean;
  /** Address of one service that answers for all hosts of the API. */
  readonly host: string | undefined;
  readonly concurrency: number;
  /** Most hours of audio to start. */
  readonly maxHours: number | undefined;
  readonly deadlineMs: number;
  /** IDs of transcripts that were submitted earlier. */
  readonly resume: readonly string[];
  readonly list: boolean;
  /** Number of transcripts that `list` shows. */
  readonly limit: number;
  readonly live: boolean;
  readonly mic: boolean;
  /** Hz */
  readonly rate: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
}

export const DEFAULT_FORMATS = ['srt', 'vtt', 'json', 'markdown'];
export const DEFAULT_OUT = 'transcripts';

const OPTIONS = {
  format: { type: 'string', multiple: true },
  out: { type: 'string', default: DEFAULT_OUT },
  force: { type: 'boolean', default: false },
  speakers: { type: 'boolean', default: false },
  param: { type: 'string', multiple: true },
  region: { type: 'string', default: 'us' },
  'stand-in': { type: 'boolean', default: false },
  host: { type: 'string' },
  concurrency: { type: 'string', default: '5' },
  'max-hours': { type: 'string' },
  deadline: { type: 'string', default: '180' },
  resume: { type: 'string', multiple: true },
  list: { type: 'boolean', default: false },
  limit: { type: 'string', default: '20' },
  live: { type: 'boolean', default: false },
  mic: { type: 'boolean', default: false },
  rate: { type: 'string', default: '16000' },
  json: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws Refusal with one sentence about the first invalid argument. */
export function readArguments(argv: readonly string[]): Arguments {
  checkOptions(argv);
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
  const { live, mic, resume = [], list, region } = values;
  const isLive = live || mic;
  // People type `--resume ID ID`, not `--resume ID --resume ID`.
  const ids = resume.length > 0 ? [...resume, ...positionals] : [];
  const refuseIf = (isWrong: boolean, sentence: string): void => {
    if (isWrong) throw new Refusal(sentence);
  };
  refuseIf(isLive && ids.length > 0, '--resume waits for a submitted transcript. Leave out --live and --mic.');
  refuseIf(mic && positionals.length > 0, '--mic reads standard input. Leave out the file.');
  refuseIf(isLive && positionals.length > 1, '--live takes one file at a time.');
  refuseIf(isLive && values['max-hours'] !== undefined, '--max-hours does not apply to live transcription.');
  refuseIf(
    list && (isLive || positionals.length > 0 || ids.length > 0),
    '--list shows the transcripts in your account. It takes no file, ID, --live or --mic.',
  );
  if (region !== 'us' && region !== 'eu') throw new Refusal(`--region must be us or eu, not "${region}".`);
  return {
    sources: ids.length > 0 ? [] : positionals,
    formats: values.format?.flatMap((names) => names.split(',').map((id) => id.trim())) ?? DEFAULT_FORMATS,
    out: values.out,
    force: values.force,
    speakers: values.speakers,
    params: Object.fromEntries((values.param ?? []).map(pair)),
    region,
    standIn: values['stand-in'],
    host: values.host === undefined ? undefined : hostFrom(values.host),
    concurrency: wholeFrom('concurrency', values.concurrency, 'a number of recordings from 1'),
    maxHours: values['max-hours'] === undefined ? undefined : positiveFrom('max-hours', values['max-hours'], 'hours'),
    deadlineMs: positiveFrom('deadline', values.deadline, 'minutes') * 60_000,
    resume: ids,
    list,
    limit: wholeFrom('limit', values.limit, 'a number of transcripts from 1'),
    live: isLive,
    mic,
    rate: wholeFrom('rate', values.rate, 'a number of Hz from 1000, such as 16000', 1000),
    json: values.json,
    quiet: values.quiet,
    help: values.help,
  };
}

/** Runs before `parseArgs`, whose messages are written for programmers. */
function checkOptions(argv: readonly string[]): void {
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (!Object.hasOwn(OPTIONS, name)) {
      const meant = suggestion(name, Object.keys(OPTIONS));
      const advice = meant === undefined ? 'See npm start -- --help.' : `Did you mean --${meant}?`;
      throw new Refusal(`There is no option ${rawName}. ${advice}`);
    }
    const { type } = OPTIONS[name as keyof typeof OPTIONS];
    if (type === 'boolean' && value !== undefined) throw new Refusal(`${rawName} takes no value.`);
    const isMissing = value === undefined || value === '' || (inlineValue !== true && value.startsWith('--'));
    if (type === 'string' && isMissing) throw new Refusal(`${rawName} needs a value. See npm start -- --help.`);
  }
}

function hostFrom(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text.replace(/\/+$/, '');
  throw new Refusal(`--host must be an address such as http://127.0.0.1:8787, not "${text}".`);
}

function positiveFrom(name: string, text: string, unit: string): number {
  const number = Number(text);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new Refusal(`--${name} must be a number of ${unit} above 0, not "${text}".`);
}

function wholeFrom(name: string, text: string, what: string, least = 1): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least) return number;
  throw new Refusal(`--${name} must be ${what}, not "${text}".`);
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new Refusal(`--param takes NAME=VALUE, not "${text}".`);
  return [text.slice(0, at).trim(), text.slice(at + 1)];
}
