import { basename, join } from 'node:path';
import { createClient, type LiveTranscript, partialTranscript, readStreamingParams } from '@aai-connectors/core/node';
import type { Arguments } from './arguments.ts';
import { createCaptionScreen } from './captions.ts';
import { formatsNamed, Outputs } from './outputs.ts';
import { labeled, labeledFiles, time } from './reading.ts';
import { openRecording, until } from './recording.ts';
import type { Service } from './service.ts';

export interface LiveSurroundings {
  readonly stdout: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  readonly stderr: { write(text: string): unknown; isTTY?: boolean };
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  /** Ends the audio. Everything up to then is transcribed. */
  readonly signal: AbortSignal;
  readonly audio: string;
  readonly slackMs: number | undefined;
}

/**
 * Transcribes a recording or a microphone, shows captions while it plays, and writes the files at the end. If it fails, it
 * writes the files of the turns before the failure, and throws. Checks all arguments before it calls `open`.
 */
export async function runLive(args: Arguments, around: LiveSurroundings, open: () => Promise<Service>): Promise<void> {
  const path = args.sources[0] ?? join(around.audio, 'dialogue.wav');
  const params = paramsOf(args);
  const outputs = new Outputs(args.out, formatsNamed(args.formats), args.force);
  const [stem = ''] = await outputs.plan([
    {
      stem: args.mic ? 'microphone' : basename(path).replace(/\.[^.]+$/, ''),
      isNumbered: args.sources.length === 0,
    },
  ]);
  const isText = !args.json && !args.quiet;
  const stdout = isText ? around.stdout : { write: () => undefined };
  const service = await open();
  const transcribing = captioned(args, { ...around, stdout }, service, { path, params, name: stem });
  let failure: unknown;
  const transcript = await transcribing.catch((error: unknown) => {
    failure = error;
    return partialTranscript(error);
  });
  if (transcript === undefined || (failure !== undefined && transcript.text === '')) throw failure;
  const written = await outputs.write(transcript, stem);

  const { audio_duration, gaps, id, session_ids, text, utterances } = transcript;
  const turns = utterances?.length ?? 0;
  const heard = turns === 0 ? 'no words' : turns === 1 ? '1 turn' : `${turns} turns`;
  stdout.write(`\n${labeled('Audio', [`${time((audio_duration ?? 0) * 1000)}, ${heard}`])}`);
  if (turns === 0) stdout.write(labeled('No words', [service.noWords]));
  for (const { start, end } of gaps) stdout.write(labeled('Gap', [`${time(start)} to ${time(end)}`]));
  stdout.write(labeledFiles(written) + labeled('Engine', [service.liveEngine]));
  stdout.write(labeled('Sessions', [session_ids.join(', ')]));
  if (args.json) {
    const source = args.mic ? 'microphone' : path;
    around.stdout.write(
      `${JSON.stringify({ source, status: failure === undefined ? 'completed' : 'failed', id, text, audio_duration, files: written.paths })}\n`,
    );
  }
  if (failure !== undefined) throw failure;
}

async function captioned(
  args: Arguments,
  around: LiveSurroundings,
  { apiKey, region, hosts }: Service,
  { path, params, name }: { readonly path: string; readonly params: Record<string, unknown>; readonly name: string },
): Promise<LiveTranscript> {
  const source = args.mic ? microphone(around.stdin) : await openRecording(path, params['sample_rate'] !== undefined);
  // The catalogue has read and checked the parameters.
  const client = createClient({ apiKey, region, hosts, validate: false });
  const screen = createCaptionScreen(around.stdout, args.quiet ? around.stdout : around.stderr);
  around.signal.addEventListener('abort', () => screen.note('(stopped; waiting for the last words)'), { once: true });
  try {
    return await client.streaming.transcribe(
      until(around.signal, source),
      { format_turns: true, ...params },
      {
        name,
        slackMs: around.slackMs,
        multichannel: args.params['multichannel'] === 'true',
        onTurn: screen.partial,
        onFinalTurn: screen.final,
        onGap: ({ start, end }) => screen.note(`(no transcript for ${seconds(start)} to ${seconds(end)})`),
      },
    );
  } finally {
    screen.end();
  }
}

/** A WAV file contains its sample rate; a microphone uses `--rate`. */
export function paramsOf({ params, mic, rate, speakers }: Arguments): Record<string, unknown> {
  const { multichannel: _, ...answers } = params;
  const { sample_rate, ...rest } = readStreamingParams({
    sample_rate: rate,
    ...(speakers && { speaker_labels: true }),
    ...answers,
  });
  return mic || answers['sample_rate'] !== undefined ? { ...rest, sample_rate } : rest;
}

const RECORD = 'arecord -q -t raw -f S16_LE -c 1 -r 16000 | npm start -- --mic';

async function* microphone(stdin: LiveSurroundings['stdin']): AsyncGenerator<Uint8Array> {
  if (stdin.isTTY === true) {
    throw new Error(`--mic reads audio from standard input. Pipe a recorder into it, for example: ${RECORD}`);
  }
  let isEmpty = true;
  for await (const chunk of stdin) {
    isEmpty = false;
    yield chunk;
  }
  if (isEmpty)
    throw new Error(
      'Standard input contained no audio. Check that the recorder works and has access to the microphone.',
    );
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
