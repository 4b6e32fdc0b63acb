import {
  type FinalTurn,
  liveText,
  type Span,
  type StreamingTurn,
  type StreamingWord,
} from '@aai-connectors/core/streaming';

/** Names of LiveKit's `SpeechEventType`. */
export type SpeechEventName =
  | 'START_OF_SPEECH'
  | 'INTERIM_TRANSCRIPT'
  | 'PREFLIGHT_TRANSCRIPT'
  | 'FINAL_TRANSCRIPT'
  | 'END_OF_SPEECH'
  | 'RECOGNITION_USAGE';

/** A word. Times in seconds from the start of LiveKit's audio. */
export interface SpokenWord {
  readonly text: string;
  readonly startTime: number;
  readonly endTime: number;
  /** 0 to 1 */
  readonly confidence: number;
  readonly speakerId: string | null;
}

/** LiveKit's `SpeechData`. */
export interface Speech {
  /** Empty if the API did not report it: LiveKit then keeps the language that it knows. */
  readonly language: string;
  readonly text: string;
  readonly startTime: number;
  readonly endTime: number;
  /** 0 to 1, the mean of the words. */
  readonly confidence: number;
  readonly words: readonly SpokenWord[];
  readonly speakerId: string | null;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Audio that was not transcribed, in seconds like the words. */
export interface Gap {
  readonly startTime: number;
  readonly endTime: number;
}

export interface SpeechEvent {
  readonly type: SpeechEventName;
  readonly speech?: Speech;
  /** Seconds of audio since the last event of this type. */
  readonly audioDuration?: number;
}

/** Converts the events of a stream's sessions. */
export interface SpeechEvents {
  /** A session starts. Its turns and times count from 0. */
  begin(session: SessionStart): void;
  speechStarted(): void;
  turn(turn: StreamingTurn): void;
  final(turn: FinalTurn): void;
  /** Audio that was not transcribed. The next final transcript has it in its metadata. Returns it in LiveKit's time. */
  gap(span: Span): Gap;
  /** Audio was written. */
  written(ms: number): void;
  /** The session has ended, and with it speech. */
  end(): void;
}

export interface SessionStart {
  /** Where the session starts in LiveKit's audio, seconds. */
  readonly offset: () => number;
  /** Whether the API sends each turn again with punctuation. Then the first copy is a preflight transcript. */
  readonly formatsTurns: boolean;
}

/** Audio between two reports of usage. LiveKit asks for regular ones. */
const USAGE_MS = 5_000;

export function createSpeechEvents(emit: (event: SpeechEvent) => void): SpeechEvents {
  let session: SessionStart = { offset: () => 0, formatsTurns: false };
  let isSpeaking = false;
  /** Turns up to this order are finished. */
  let finished = -1;
  /** Since the last final transcript. */
  let gaps: readonly Gap[] = [];
  let usedMs = 0;

  const seconds = (ms: number): number => session.offset() + ms / 1000;

  const wordOf =
    (speaker: string | null) =>
    (word: StreamingWord): SpokenWord => ({
      text: word.text,
      startTime: seconds(word.start),
      endTime: seconds(word.end),
      confidence: word.confidence,
      speakerId: textOf(word['speaker']) ?? speaker,
    });

  function start(): void {
    if (isSpeaking) return;
    isSpeaking = true;
    emit({ type: 'START_OF_SPEECH' });
  }

  function end(speech?: Speech): void {
    if (!isSpeaking) return;
    isSpeaking = false;
    emit({ type: 'END_OF_SPEECH', ...(speech && { speech }) });
  }

  function use(atLeastMs: number): void {
    if (usedMs === 0 || usedMs < atLeastMs) return;
    emit({ type: 'RECOGNITION_USAGE', audioDuration: usedMs / 1000 });
    usedMs = 0;
  }

  return {
    begin(started) {
      session = started;
      finished = -1;
    },

    speechStarted: start,

    turn(turn) {
      const { turn_order, words, end_of_turn, turn_is_formatted } = turn;
      const text = liveText(turn);
      if (turn_order <= finished || text === '') return;
      // The final event follows.
      if (end_of_turn && (turn_is_formatted || !session.formatsTurns)) return;
      start();
      const speaker = turn.speaker_label ?? null;
      const isComplete = end_of_turn || (textOf(turn['utterance']) ?? '') !== '';
      emit({
        type: isComplete ? 'PREFLIGHT_TRANSCRIPT' : 'INTERIM_TRANSCRIPT',
        speech: {
          language: turn.language_code ?? '',
          text,
          startTime: seconds(words[0]?.start ?? 0),
          endTime: seconds(words.at(-1)?.end ?? 0),
          confidence: meanOf(words),
          words: words.map(wordOf(speaker)),
          speakerId: speaker,
          metadata: { endOfTurnConfidence: turn.end_of_turn_confidence },
        },
      });
    },

    final({ order, text, words, confidence, speaker = null, language = '', formatted, complete, ...span }) {
      finished = Math.max(finished, order);
      if (text === '') return end();
      start();
      const speech: Speech = {
        language,
        text,
        startTime: seconds(span.start),
        endTime: seconds(span.end),
        confidence: confidence ?? 0,
        words: words.map(wordOf(speaker)),
        speakerId: speaker,
        metadata: {
          turnOrder: order,
          isFormatted: formatted,
          isComplete: complete,
          ...(gaps.length > 0 && { gaps }),
        },
      };
      gaps = [];
      emit({ type: 'FINAL_TRANSCRIPT', speech });
      end(speech);
    },

    gap({ start: from, end: to }) {
      const gap = { startTime: seconds(from), endTime: seconds(to) };
      // A service that loses all audio must not fill the memory.
      gaps = gaps.length < MOST_GAPS ? [...gaps, gap] : [{ startTime: gaps[0]!.startTime, endTime: gap.endTime }];
      return gap;
    },

    written(ms) {
      usedMs += ms;
      use(USAGE_MS);
    },

    end() {
      end();
      use(0);
    },
  };
}

/** Gaps before one transcript that are listed separately. */
const MOST_GAPS = 20;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const meanOf = (words: readonly StreamingWord[]): number =>
  words.length === 0 ? 0 : words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length;
