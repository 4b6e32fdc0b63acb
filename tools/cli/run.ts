import { mkdir, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import {
  bodyOf,
  createClient,
  findEntry,
  hintOf,
  FORMATS,
  isAssemblyAIError,
  type NodeClient,
  readInput,
  type Region,
  REGIONS,
  type Transcript,
} from '@aai-connectors/core/node';
import type { StandIn } from '@aai-connectors/stand-in';
import type { Arguments } from './arguments.ts';
import { runLive } from './live.ts';
import { createProgress } from './progress.ts';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { write(text: string): unknown; isTTY?: boolean };
  readonly stderr: { write(text: string): unknown; isTTY?: boolean };
  readonly stdin?: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  /** ms by which live audio may be sent ahead of real time. @default the core's */
  readonly slackMs?: number;
  /** Gives up; a live transcription ends there and keeps what was said. */
  readonly signal: AbortSignal;
  /** Folder of the recordings that come with the repository. */
  readonly audio: string;
}

/** Does what the arguments say. @throws an error whose message is meant to be read. */
export async function run(args: Arguments, around: Surroundings): Promise<void> {
  const formats = args.formats.map(formatNamed);
  const apiKey = around.env['ASSEMBLYAI_API_KEY'];
  const isReal = apiKey !== undefined && apiKey !== '' && !args.standIn;
  const bundled = args.sources.length === 0 && args.resume === undefined && !args.live;
  const sources = bundled ? [join(around.audio, 'dialogue.wav')] : args.sources;
  const params = args.live ? {} : paramsOf(args, bundled, (message) => around.stderr.write(`Note: ${message}\n`));

  const { slackMs } = around;
  const { host } = args;
  const standIn =
    isReal || host !== undefined
      ? undefined
      : await (
          await standInModule()
        ).startStandIn({ region: args.region as Region, streaming: { paceSlackMs: slackMs } });
  try {
    const client = createClient({
      region: args.region as Region,
      // The catalogue has read and checked them.
      validate: false,
      ...(standIn !== undefined
        ? { apiKey: standIn.keys[0], hosts: standIn.hosts }
        : {
            apiKey: isReal ? apiKey : (await standInModule()).DEFAULT_KEY,
            ...(host !== undefined && { hosts: allOf(host) }),
          }),
    });
    const who =
      host ??
      (standIn === undefined ? `AssemblyAI (${REGIONS[args.region as Region].api})` : `the stand-in (${standIn.url})`);
    around.stderr.write(`Transcribing with ${who}\n`);
    if (args.live) return await live(client);
    const { resume } = args;
    if (sources.some((source) => !isWebLink(source))) await checkKey(client, around.signal);
    if (resume !== undefined) await one(resume, () => client.resume(resume, waiting(resume)));
    for (const source of sources) {
      await one(nameOf(source), (name) => client.transcribe(source, params, waiting(name)));
    }
  } finally {
    await standIn?.close();
  }

  async function live(client: NodeClient): Promise<void> {
    const { stdin = nothing(), stdout, stderr, signal, audio } = around;
    const { name, transcript } = await runLive(args, { stdin, stdout, stderr, signal, audio, slackMs }, client);
    const files = await write(transcript, name);
    const { utterances, audio_duration, gaps } = transcript;
    const turns = utterances?.length ?? 0;
    around.stdout.write(
      `\nHeard       ${time((audio_duration ?? 0) * 1000)} of audio, ${turns === 0 ? 'no words' : turns === 1 ? '1 turn' : `${turns} turns`}\n`,
    );
    if (turns === 0) around.stdout.write(`No words    ${standIn === undefined ? NO_WORDS : NO_KNOWN_WORDS}\n`);
    for (const { start, end } of gaps) around.stdout.write(`Unknown     ${time(start)} to ${time(end)}\n`);
    around.stdout.write(`Files       ${files.join('\n            ')}\n`);
    around.stdout.write(
      `Engine      ${host !== undefined ? host : standIn === undefined ? 'AssemblyAI streaming' : LIVE_ENGINE}\n`,
    );
    around.stdout.write(`Sessions    ${transcript.session_ids.join(', ')}\n`);
  }

  function waiting(name: string) {
    const progress = createProgress(name, around.stderr, Date.now);
    return {
      signal: around.signal,
      deadlineMs: args.deadlineMs,
      onProgress: progress.uploaded,
      onSubmitted: progress.status,
      onStatus: (transcript: Transcript): void => {
        progress.status(transcript);
        if (transcript.status === 'completed' || transcript.status === 'error') progress.end();
      },
    };
  }

  async function one(name: string, transcribe: (name: string) => Promise<Transcript>): Promise<void> {
    const transcript = await transcribe(name);
    const files = await write(transcript, name);
    around.stdout.write(`\n${read(transcript)}\n\n`);
    around.stdout.write(`Files       ${files.join('\n            ')}\n`);
    around.stdout.write(`Engine      ${engineOf(transcript, standIn)}\n`);
    around.stdout.write(`Transcript  ${transcript.id}\n`);
  }

  async function write(transcript: Transcript, name: string): Promise<string[]> {
    await mkdir(args.out, { recursive: true });
    // SRT knows no speakers; whoever asked for them wants to read them.
    const named = (transcript.utterances ?? []).length > 0 ? ({ speakers: 'prefix' } as const) : {};
    return Promise.all(
      formats.map(async ({ id, extension, render }) => {
        const path = join(args.out, `${name}.${extension}`);
        await writeFile(path, render(transcript, { title: name, ...(id === 'srt' && named) }));
        return path;
      }),
    );
  }
}

/** Loaded only by those who use it: it takes as long to load as everything else. */
const standInModule = async () => import('@aai-connectors/stand-in');

/**
 * Ends before an upload that a wrong key would waste. Any other failure is left to the upload, which repeats what can be
 * repeated.
 *
 * @throws AuthenticationError
 */
async function checkKey(client: NodeClient, signal: AbortSignal): Promise<void> {
  try {
    await client.transcripts.list({ limit: 1 }, { signal, attempts: 1 });
  } catch (error) {
    if (isAssemblyAIError(error) && error.code === 'authentication') throw error;
  }
}

type Format = (typeof FORMATS)[number];

function formatNamed(id: string): Format {
  const format = FORMATS.find((known) => known.id === id || known.extension === id);
  if (format !== undefined) return format;
  throw new Error(`--format does not know "${id}"; it knows ${FORMATS.map((known) => known.id).join(', ')}.`);
}

/** The parameters as the API takes them, read and checked by the catalogue. */
function paramsOf(args: Arguments, bundled: boolean, warn: (message: string) => void): Record<string, unknown> {
  const entry = findEntry('transcribe')!;
  const speakers = args.speakers || bundled ? { speaker_labels: true } : {};
  const answers = { audio_url: 'https://example.com/audio', ...speakers, ...args.params };
  const { input, warnings } = readInput(entry, answers, { region: args.region as Region, manner: 'tool' });
  for (const { message } of warnings) warn(message);
  const { audio_url: _, ...params } = bodyOf(entry.params, input);
  return params;
}

/** Who said what, and when to the hundredth of a second. */
function read({ utterances, words, text }: Transcript): string {
  const parts = utterances ?? [];
  if (parts.length > 0) {
    const line = ({ start, end, speaker, text: said }: (typeof parts)[number]): string =>
      `${time(start)} - ${time(end)}  Speaker ${speaker}: ${said}`;
    return parts.map(line).join('\n');
  }
  const [first, last] = [words?.[0], words?.at(-1)];
  return first === undefined || last === undefined
    ? (text ?? '')
    : `${time(first.start)} - ${time(last.end)}  ${text ?? ''}`;
}

const time = (ms: number): string => `${Math.floor(ms / 60_000)}:${((ms % 60_000) / 1000).toFixed(2).padStart(5, '0')}`;

/** What the stand-in's engines are: none of them recognises freely, and nobody shall think so. */
const ENGINES: Readonly<Record<string, string>> = {
  soundswallower: 'soundswallower, in the stand-in: the known script of this recording, aligned to its sound',
  replay: 'replay, in the stand-in: a recorded answer of the real API',
};

const LIVE_ENGINE = 'soundswallower, in the stand-in: decodes what it hears, within the sentences of its recordings';

const NO_WORDS = 'The service found no speech in this audio that it could recognize.';

const NO_KNOWN_WORDS =
  'The stand-in recognizes only the sentences of its own recordings, and nothing in this audio fits one of them.';

const allOf = (host: string) => ({ api: host, llm: `${host}/v1`, streaming: host });

async function* nothing(): AsyncGenerator<Uint8Array> {}

function engineOf(transcript: Transcript, standIn: StandIn | undefined): string {
  if (standIn === undefined) {
    return `AssemblyAI, ${transcript.speech_model_used ?? transcript.speech_model ?? 'default model'}`;
  }
  const engine = standIn.engineOf(transcript.id) ?? 'unknown';
  return ENGINES[engine] ?? `${engine}, in the stand-in`;
}

const isWebLink = (source: string): boolean => URL.canParse(source) && /^https?:/.test(source);

const nameOf = (source: string): string => {
  const isUrl = isWebLink(source) || (URL.canParse(source) && source.startsWith('file:'));
  const path = isUrl ? decodeURIComponent(new URL(source).pathname) : source;
  const name = basename(path);
  return name.slice(0, name.length - extname(name).length) || 'transcript';
};

/** What is left to say when it did not work: one clear line, and how to go on with a job that is paid for. */
export function farewell(error: unknown, isReal: boolean): string {
  if (!isAssemblyAIError(error)) return error instanceof Error ? error.message : String(error);
  const how = isReal
    ? `npm start -- --resume ${error.transcriptId}`
    : 'not possible with the stand-in, whose jobs end with this program';
  const resume =
    error.transcriptId === undefined || error.code === 'transcript_failed'
      ? ''
      : `\nTranscript ID: ${error.transcriptId}. To go on waiting: ${how}`;
  const sentences = [error.message, hintOf(error)].flatMap((text) => text?.replace(/([^.!?])$/, '$1.') ?? []);
  return sentences.join(' ') + resume;
}
