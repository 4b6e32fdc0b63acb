import { basename, join } from 'node:path';
import { type LiveTranscript, type NodeClient, readStreamingParams } from '@aai-connectors/core/node';
import type { Arguments } from './arguments.ts';
import { createCaptionScreen } from './captions.ts';
import { openRecording, until } from './recording.ts';

export interface LiveSurroundings {
  readonly stdout: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  readonly stderr: { write(text: string): unknown; isTTY?: boolean };
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  /** Ends the audio; what was said until then is kept. */
  readonly signal: AbortSignal;
  readonly audio: string;
  readonly slackMs: number | undefined;
}

/** Transcribes one recording, or what comes from a microphone, with captions while it plays. */
export async function runLive(
  args: Arguments,
  around: LiveSurroundings,
  client: NodeClient,
): Promise<{ readonly name: string; readonly transcript: LiveTranscript }> {
  const path = args.sources[0] ?? join(around.audio, 'dialogue.wav');
  const name = args.mic ? 'microphone' : basename(path).replace(/\.[^.]+$/, '');
  const params = paramsOf(args);
  const source = args.mic ? microphone(around.stdin) : await openRecording(path, params['sample_rate'] !== undefined);
  const screen = createCaptionScreen(around.stdout, around.stderr);
  around.signal.addEventListener('abort', () => screen.note('(stopped; waiting for the last words)'), { once: true });
  try {
    const transcript = await client.streaming.transcribe(
      until(around.signal, source),
      { format_turns: true, ...params },
      {
        name,
        slackMs: around.slackMs,
        multichannel: args.params['multichannel'] === 'true',
        onTurn: screen.partial,
        onFinalTurn: screen.final,
        onGap: ({ start, end }) => screen.note(`(nothing is known of ${seconds(start)} to ${seconds(end)})`),
      },
    );
    return { name, transcript };
  } finally {
    screen.end();
  }
}

/** A WAV file knows its own rate; what comes from a microphone has the one that was named. */
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
    throw new Error(`--mic reads audio from standard input, and nothing is piped into it. For instance: ${RECORD}`);
  }
  let isEmpty = true;
  for await (const chunk of stdin) {
    isEmpty = false;
    yield chunk;
  }
  if (isEmpty) throw new Error('No audio came from standard input: the recorder ended without a sound.');
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
