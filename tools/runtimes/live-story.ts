import { createStreaming, isAssemblyAIError, transcribeLive } from '@aai-connectors/core/streaming';
import { createClient } from '@aai-connectors/core/web';
import { bytesOf } from './story.ts';

export interface LiveStoryInput {
  /** Base address of the stand-in. */
  readonly base: string;
  readonly apiKey: string;
  /** Marked speech, 16 kHz `pcm_s16le`, in Base64. */
  readonly audio: string;
}

/** What one runtime saw of live transcription; the same everywhere. */
export interface LiveStoryReport {
  readonly words: readonly string[];
  /** Tokens that were fetched: one for each connection. */
  readonly tokens: number;
  readonly connections: number;
  readonly gaps: number;
  readonly usedToken: string;
  readonly withoutServer: string;
}

/** A page that knows no key transcribes live over the platform's own WebSocket, and is cut off in between. */
export async function main({ base, apiKey, audio }: LiveStoryInput): Promise<LiveStoryReport> {
  const backend = createClient({ apiKey, hosts: { api: base, streaming: base } });
  const tokens: string[] = [];
  const token = async (): Promise<string> => {
    const fresh = await backend.streaming.createToken({ expires_in_seconds: 60 });
    tokens.push(fresh.token);
    return fresh.token;
  };
  const { connect } = createStreaming({ token, hosts: { streaming: base } });
  const live = await transcribeLive(connect, new Blob([bytesOf(audio)]), PARAMS, { slackMs: 60_000 });
  const fetched = tokens.length;

  const replayed = createStreaming({ token: () => tokens[0]!, hosts: { streaming: base } });
  const gone = createStreaming({ token: () => 'any', hosts: { streaming: 'http://127.0.0.1:1' } });
  return {
    words: live.words?.map(({ text }) => text) ?? [],
    tokens: fetched,
    connections: live.session_ids.length,
    gaps: live.gaps.length,
    usedToken: await codeOf(replayed.connect(PARAMS)),
    withoutServer: await codeOf(gone.connect(PARAMS, { reconnect: { baseMs: 1 } })),
  };
}

const PARAMS = { sample_rate: 16_000, min_end_of_turn_silence_when_confident: 200 };

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'no error';
  } catch (error) {
    return isAssemblyAIError(error) ? error.code : String(error);
  }
}
