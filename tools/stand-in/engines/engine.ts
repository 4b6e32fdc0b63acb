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
  /** Names and other entities that the audio mentions. */
  readonly entities: readonly Entity[];
  /** Recorded results of the service for this recording, by response field. */
  readonly recorded: Recorded;
}

export interface Recorded {
  readonly utterances?: readonly Utterance[];
  readonly [field: string]: unknown;
}

/** Turns audio into words. The first engine in the list that knows the audio transcribes it. */
export interface Engine {
  readonly name: string;
  /** `undefined`: not known to this engine. */
  transcribe(audio: AudioQuestion): Promise<Spoken | undefined>;
  close?(): Promise<void>;
}
