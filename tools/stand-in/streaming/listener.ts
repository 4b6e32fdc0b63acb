/** A word as it is heard. Times are ms from the first sample of the session. */
export interface HeardWord {
  /** As it stands in an unformatted turn: lower case, no punctuation. */
  readonly text: string;
  /** As it stands in the formatted copy. */
  readonly display: string;
  readonly start: number;
  readonly end: number;
  /** 0..1 */
  readonly confidence: number;
  /** Final words never change any more; only the last one may be not final. */
  readonly isFinal: boolean;
  /** Other members of the word in the message, such as `speaker`. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

/** What is known of the current turn. */
export interface Hearing {
  readonly words: readonly HeardWord[];
  /** ms of silence since the last sound. */
  readonly silenceMs: number;
  /** 0..1, how likely it is that the turn is over. */
  readonly endConfidence: number;
}

/** One session's ears. Audio is 16-bit PCM of one channel. */
export interface Ears {
  /** Takes the next piece; all are {@link Listener.blockMs} long but the one before a turn is ended by force. */
  hear(samples: Int16Array): Hearing | Promise<Hearing>;
  /** The turn is over now: its words, all final. What comes next is another turn. */
  endTurn(): Hearing | Promise<Hearing>;
  close(): void;
}

/** A recogniser for live audio. */
export interface Listener {
  readonly name: string;
  /** ms of audio between two looks at the turn, however the client cuts its messages. */
  readonly blockMs: number;
  /** `sampleRate` in Hz. */
  open(sampleRate: number): Ears;
  close?(): Promise<void>;
}
