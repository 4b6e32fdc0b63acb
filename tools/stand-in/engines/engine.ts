import type { Entity, Utterance, Word } from '../audio-model.ts';
import type { TranscriptRequest } from '../contract/transcript-request.ts';

/** Audio on disk. */
export interface AudioOnDisk {
  readonly path: string;
  /** Hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** What an engine is asked about. */
export interface AudioQuestion {
  readonly url: string;
  readonly params: TranscriptRequest;
  /** The bytes; fetched on the first call, so that an engine that goes by the URL needs none. */
  file(): Promise<AudioOnDisk>;
}

/** What was said, before the request's options are applied to it. */
export interface Spoken {
  /** Words in order of time, with the spelling and punctuation of the finished text; speakers where known. */
  readonly words: readonly Word[];
  readonly durationMs: number;
  readonly channels: number;
  readonly languageCode: string;
  /** What is known to be named in it. */
  readonly entities: readonly Entity[];
  /** Answers of the service about this very recording, by response field. */
  readonly recorded: Recorded;
}

export interface Recorded {
  readonly utterances?: readonly Utterance[];
  readonly [field: string]: unknown;
}

/** Whoever turns audio into words. The first engine of the list that knows the audio answers. */
export interface Engine {
  readonly name: string;
  /** `undefined`: not known to this engine. */
  transcribe(audio: AudioQuestion): Promise<Spoken | undefined>;
  close?(): Promise<void>;
}
