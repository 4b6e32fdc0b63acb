import { type CallOptions, type CallResult, openCall, type Call } from '../calls/call.ts';
import type { OpenedCall, SessionListener } from './session.ts';

/** Settings of all calls. */
export interface BridgeOptions extends Pick<
  CallOptions,
  'client' | 'folder' | 'live' | 'afterCall' | 'keepRecording' | 'session'
> {
  onTurn?(call: OpenedCall, line: { readonly speaker: string; readonly text: string; readonly start: number }): void;
  onResult?(call: OpenedCall, result: CallResult): void;
  onNote?(sentence: string): void;
}

export interface Bridge {
  /** Makes the listener of a connection. */
  readonly listen: () => SessionListener;
  /** Resolves when the transcripts of all ended calls are saved. */
  settled(): Promise<void>;
}

/** Mu-law at 8 kHz is all that Genesys Cloud sends. */
const AUDIO = { encoding: 'pcm_mulaw', sample_rate: 8_000 } as const;

/** Speakers, by the channels of Genesys Cloud. */
const SPEAKERS: Readonly<Record<string, string>> = { external: 'Customer', internal: 'Agent' };

/**
 * Transcribes the calls of AudioHook connections, live and after the call. A call whose connection was lost keeps what was
 * heard until then.
 */
export function createBridge({ onTurn, onResult, onNote, ...options }: BridgeOptions): Bridge {
  const running = new Set<Promise<unknown>>();
  return {
    listen() {
      let about: OpenedCall | undefined;
      let call: Call | undefined;
      let speakers: readonly string[] = [];
      return {
        onOpen(opened) {
          about = opened;
          speakers = opened.channels.map((channel) => SPEAKERS[channel] ?? channel);
          call = openCall({
            ...options,
            id: `${opened.conversationId}_${opened.sessionId}`,
            audio: AUDIO,
            // Recordings have the same order, whatever Genesys Cloud offered first.
            channels: speakers.toSorted(),
            onTurn: ({ speaker = '', text, start }) => onTurn?.(opened, { speaker, text, start }),
            onProblem: (sentence) => onNote?.(sentence),
          });
        },
        onAudio(channels, atMs) {
          channels.forEach((audio, at) => call?.write(speakers[at]!, audio, atMs));
        },
        async onEnd() {
          if (call === undefined || about === undefined) return;
          const opened = about;
          const { live, done } = call.end();
          const result = done.then((ended) => onResult?.(opened, ended)).finally(() => running.delete(result));
          running.add(result);
          await live;
        },
        onNote: (sentence) => onNote?.(sentence),
      };
    },
    async settled() {
      await Promise.allSettled([...running]);
    },
  };
}
