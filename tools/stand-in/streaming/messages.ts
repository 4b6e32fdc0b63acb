import type { HeardWord } from './listener.ts';

/** The first message of a session. `expiresAt` in Unix seconds. */
export const beginMessage = (id: string, expiresAt: number, configuration: object | undefined): object => ({
  type: 'Begin',
  id,
  expires_at: expiresAt,
  configuration,
});

export interface TurnState {
  readonly order: number;
  readonly words: readonly HeardWord[];
  /** 0..1 */
  readonly confidence: number;
  readonly isEnd: boolean;
  readonly isFormatted: boolean;
}

/**
 * A turn as the service reports it: the transcript holds the final words only, and `type` comes last.
 * Contract: `streaming.md` section 6.2. Today's description adds `utterance`.
 */
export function turnMessage({ order, words, confidence, isEnd, isFormatted }: TurnState, today: boolean): object {
  const spelled = (word: HeardWord): string => (isFormatted ? word.display : word.text);
  const transcript = words
    .filter(({ isFinal }) => isFinal)
    .map(spelled)
    .join(' ');
  return {
    turn_order: order,
    turn_is_formatted: isFormatted,
    end_of_turn: isEnd,
    transcript,
    ...(today && { utterance: isEnd ? transcript : '' }),
    end_of_turn_confidence: confidence,
    words: words.map((word) => ({
      start: word.start,
      end: word.end,
      text: spelled(word),
      confidence: word.confidence,
      word_is_final: word.isFinal,
      ...word.extra,
    })),
    type: 'Turn',
  };
}

/** Shows that the session is alive. Contract: `newer.md` section 4. */
export const heartbeatMessage = (audioMs: number): object => ({
  type: 'Heartbeat',
  total_audio_received_ms: Math.round(audioMs),
});

/** The last message. Both durations in ms; on the wire they are whole seconds. */
export const terminationMessage = (audioMs: number, sessionMs: number): object => ({
  type: 'Termination',
  audio_duration_seconds: Math.round(audioMs / 1000),
  session_duration_seconds: Math.round(sessionMs / 1000),
});
