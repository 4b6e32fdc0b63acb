/** A recognized word. Times are milliseconds from the first sample of the session. */
export interface HeardWord {
  /** Text in an unformatted turn: lower case, no punctuation. */
  readonly text: string;
  /** Text in the formatted copy. */
  readonly display: string;
  readonly start: number;
  readonly end: number;
  /** 0..1 */
  readonly confidence: number;
  /** Final words never change. Only the last word may be not final. */
  readonly isFinal: boolean;
  /** Other members of the word in the message, such as `speaker`. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

/** The state of the current turn. */
export interface Hearing {
  readonly words: readonly HeardWord[];
  /** Milliseconds of silence since the last sound. */
  readonly silenceMs: number;
  /** 0..1, how likely it is that the turn is over. */
  readonly endConfidence: number;
}

/** Recognizes the audio of one session: 16-bit mono PCM. */
export interface Ears {
  /** Processes the next chunk. Each is {@link Listener.blockMs} long, except the last before a `ForceEndpoint`. */
  hear(samples: Int16Array): Hearing | Promise<Hearing>;
  /** Ends the turn and returns its words, all final. Later audio belongs to the next turn. */
  endTurn(): Hearing | Promise<Hearing>;
  close(): void;
}

/** A recognizer for live audio. */
export interface Listener {
  readonly name: string;
  /** Milliseconds of audio between two updates of the turn, whatever the size of the client's messages. */
  readonly blockMs: number;
  /** `sampleRate` in Hz. */
  open(sampleRate: number): Ears;
  close?(): Promise<void>;
}
