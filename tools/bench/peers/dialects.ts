/** A JSON message. */
export type Message = Readonly<Record<string, unknown>>;

/** Translates between the service of the simulation and the protocol that an SDK speaks, for one connection. */
export interface Dialect {
  /** Messages to the SDK for a message of the service. */
  toClient(message: Message): readonly Message[];
  /** The control message to the service for one of the SDK; undefined for none. */
  toService(message: Message): Message | undefined;
}

/** A session of an SDK, which may have several connections. */
export interface PeerSession {
  readonly id: string;
  /** Audio that the SDK need not send again, bytes. */
  acknowledgedBytes: number;
}

export type DialectName = 'assemblyai' | 'deepgram' | 'gladia';

interface TurnWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

interface Turn {
  readonly turn_order: number;
  readonly end_of_turn: boolean;
  readonly transcript: string;
  readonly words: readonly TurnWord[];
}

const TERMINATE = { type: 'Terminate' };

const isTurn = (message: Message): message is Message & Turn => message['type'] === 'Turn';
const secondsOf = ({ start, end, ...word }: TurnWord) => ({ ...word, start: start / 1000, end: end / 1000 });

/** @param bytesPerMs Of the audio. */
export function createDialect(name: DialectName, session: PeerSession, bytesPerMs: number): Dialect {
  switch (name) {
    case 'assemblyai':
      return { toClient: (message) => [message], toService: (message) => message };
    case 'deepgram':
      return deepgram(session);
    case 'gladia':
      return gladia(session, bytesPerMs);
  }
}

/** Source: https://developers.deepgram.com/reference/speech-to-text/listen-streaming */
function deepgram({ id }: PeerSession): Dialect {
  return {
    toClient(message) {
      if (message['type'] === 'Termination') {
        return [{ type: 'Metadata', request_id: id, duration: message['audio_duration_seconds'], channels: 1 }];
      }
      if (!isTurn(message)) return [];
      const { end_of_turn, transcript, words } = message;
      const heard = words.map(secondsOf).map(({ text, ...word }) => ({ ...word, word: text, punctuated_word: text }));
      const start = heard[0]?.start ?? 0;
      return [
        {
          type: 'Results',
          channel_index: [0, 1],
          start,
          duration: (heard.at(-1)?.end ?? start) - start,
          is_final: end_of_turn,
          speech_final: end_of_turn,
          channel: { alternatives: [{ transcript, confidence: 1, words: heard }] },
          metadata: { request_id: id, model_uuid: id, model_info: { name: 'simulation', version: '1', arch: 'none' } },
        },
      ];
    },
    toService({ type }) {
      if (type === 'CloseStream') return TERMINATE;
      return type === 'Finalize' ? { type: 'ForceEndpoint' } : undefined;
    },
  };
}

/**
 * Source: https://docs.gladia.io/api-reference/v2/live/websocket
 *
 * Gladia's service resumes a session on a new connection; the service of the simulation starts again, as AssemblyAI's does.
 * So that the SDK sends again what that service would need, audio is acknowledged only when its words are final.
 */
function gladia(session: PeerSession, bytesPerMs: number): Dialect {
  const fromBytes = session.acknowledgedBytes;
  const about = { session_id: session.id, created_at: new Date().toISOString() };
  return {
    toClient(message) {
      if (!isTurn(message)) return [];
      const { turn_order, end_of_turn, transcript, words } = message;
      const heard = words.map(secondsOf).map(({ text, ...word }) => ({ ...word, word: text }));
      const [start, end] = [heard[0]?.start ?? 0, heard.at(-1)?.end ?? 0];
      const utterance = { text: transcript, language: 'en', start, end, confidence: 1, channel: 0, words: heard };
      const transcribed = {
        type: 'transcript',
        ...about,
        data: { id: `00_${turn_order}`, is_final: end_of_turn, utterance },
      };
      if (!end_of_turn) return [transcribed];
      const untilBytes = fromBytes + 2 * Math.floor((end * 1000 * bytesPerMs) / 2);
      const range = [session.acknowledgedBytes, Math.max(session.acknowledgedBytes, untilBytes)];
      session.acknowledgedBytes = range[1]!;
      return [
        transcribed,
        { type: 'audio_chunk', ...about, acknowledged: true, error: null, data: { byte_range: range } },
      ];
    },
    toService: ({ type }) => (type === 'stop_recording' ? TERMINATE : undefined),
  };
}
