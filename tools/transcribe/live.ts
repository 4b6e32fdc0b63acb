import { basename, join } from 'node:path';
import { type LiveTranscript, type NodeClient, readStreamingParams } from '@aai-connectors/core/node';
import type { Arguments } from './arguments.ts';
import { createCaptionScreen } from './captions.ts';

export interface LiveSurroundings {
  readonly stdout: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  readonly stderr: { write(text: string): unknown; isTTY?: boolean };
  readonly stdin: AsyncIterable<Uint8Array>;
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
  const screen = createCaptionScreen(around.stdout, around.stderr);
  const path = args.sources[0] ?? join(around.audio, 'dialogue.wav');
  const name = args.mic ? 'microphone' : basename(path).replace(/\.[^.]+$/, '');
  const audio = args.mic ? until(around.signal, around.stdin) : path;
  try {
    const transcript = await client.streaming.transcribe(
      audio,
      { format_turns: true, ...paramsOf(args) },
      {
        name,
        // A microphone has no end but Ctrl-C; what was said until then is kept.
        signal: args.mic ? undefined : around.signal,
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
function paramsOf({ params, mic, rate }: Arguments): Record<string, unknown> {
  const { multichannel: _, ...answers } = params;
  const { sample_rate, ...rest } = readStreamingParams({ sample_rate: rate, ...answers });
  return mic || answers['sample_rate'] !== undefined ? { ...rest, sample_rate } : rest;
}

async function* until(signal: AbortSignal, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  const stopped = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  for (;;) {
    const step = await Promise.race([chunks.next(), stopped]);
    if (step === undefined || step.done === true) return;
    yield step.value;
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
