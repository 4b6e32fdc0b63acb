import {
  createStreaming,
  explain,
  isAssemblyAIError,
  liveText,
  type SessionSummary,
} from '@aai-connectors/core/streaming';
import { fromMediaStream } from '@aai-connectors/core/streaming/microphone';
import { WORKLET_FILE } from '../../shared/worklet.ts';
import { addressOf, createToken } from '../try-it/server.ts';

export interface LiveEvents {
  /** The session is ready: from here on, AssemblyAI bills it. */
  readonly onOpen: () => void;
  /** Text of the turn that is spoken. */
  readonly onPartial: (text: string) => void;
  /** A finished turn. `start` is ms from the first sample. */
  readonly onFinal: (turn: { readonly start: number; readonly text: string }) => void;
  readonly onReconnect: () => void;
}

export interface LiveRun {
  /** Stops the audio, waits for the last words, and closes the session. */
  stop(): void;
  /** Resolves after the session is closed. */
  readonly done: Promise<SessionSummary>;
}

/**
 * Transcribes a media stream live. The page has no API key: its server creates a token for each connection.
 *
 * @param streamingUrl base URL of the service
 * @throws AssemblyAIError if the audio or the session cannot be opened
 */
export async function startLive(stream: MediaStream, streamingUrl: string, events: LiveEvents): Promise<LiveRun> {
  const audio = await fromMediaStream(stream, { workletUrl: addressOf(WORKLET_FILE) });
  const { connect } = createStreaming({ token: createToken, hosts: { streaming: streamingUrl } });
  const session = await connect({ sample_rate: audio.sampleRate, format_turns: true }).catch(async (error: unknown) => {
    await audio.stop();
    throw error;
  });
  session.on('turn', (turn) => {
    if (!turn.end_of_turn) events.onPartial(liveText(turn));
  });
  session.on('final', ({ start, text }) => events.onFinal({ start, text }));
  session.on('reconnecting', events.onReconnect);
  events.onOpen();
  const run = async (): Promise<SessionSummary> => {
    try {
      await session.pipe(audio);
    } finally {
      for (const track of stream.getTracks()) track.stop();
      await audio.stop();
    }
    return session.close();
  };
  return { stop: () => void audio.stop(), done: run() };
}

/** A failure in words for the page. */
export function wordsFor(error: unknown): string {
  if (isAssemblyAIError(error)) return explain(error);
  if (error instanceof DOMException && error.name === 'NotAllowedError')
    return 'The browser does not allow the microphone. Allow it in the address bar, and start again.';
  if (error instanceof DOMException && error.name === 'NotFoundError') return 'The browser found no microphone.';
  return error instanceof Error ? error.message : String(error);
}
