import { createStreaming } from '@aai-connectors/core/streaming';
import { fromMediaStream } from '@aai-connectors/core/streaming/microphone';

export interface MicrophoneStoryInput {
  /** Base address of the service. */
  readonly base: string;
  /** How long to listen, ms. */
  readonly listenMs: number;
}

export interface MicrophoneStoryReport {
  readonly words: readonly string[];
  readonly connections: number;
  readonly gaps: number;
  /** Milliseconds of audio that the microphone gave. */
  readonly audioMs: number;
}

/** A page that listens to the microphone and transcribes with a token from its own server. */
export async function main({ base, listenMs }: MicrophoneStoryInput): Promise<MicrophoneStoryReport> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
  const audio = await fromMediaStream(stream);
  const { connect } = createStreaming({
    token: async () => (await fetch('/token')).text(),
    hosts: { streaming: base },
  });
  const session = await connect({ sample_rate: audio.sampleRate, format_turns: true });
  const words: string[] = [];
  session.on('final', (turn) => words.push(...turn.text.split(' ')));
  setTimeout(() => void audio.stop(), listenMs);
  await session.pipe(audio);
  stream.getTracks().forEach((track) => track.stop());
  const { audioMs, gaps, sessionIds } = await session.close();
  return { words, connections: sessionIds.length, gaps: gaps.length, audioMs };
}
