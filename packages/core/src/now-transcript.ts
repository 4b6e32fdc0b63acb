import type { CompletedTranscript } from './model.ts';

/** A word of a sync transcription. */
export interface NowWord {
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** In milliseconds. Absent unless `timestamps` was set. */
  readonly start?: number;
  /** In milliseconds. Absent unless `timestamps` was set. */
  readonly end?: number;
}

/** The result of `transcribeNow`, from a sync request or a job. Contract: `newer.md` section 8. */
export interface NowTranscript {
  readonly text: string;
  readonly words: readonly NowWord[];
  /** 0 to 1. */
  readonly confidence: number | null;
  readonly audio_duration_ms: number;
  /** `sync`: transcribed in one request. `transcript`: transcribed as a job, for `reason`. */
  readonly via: 'sync' | 'transcript';
  /** Why the audio was transcribed as a job. */
  readonly reason?: string;
  /** ID of the sync request. Quote it when you contact support. */
  readonly session_id?: string;
  /** Processing time of the service, in milliseconds. */
  readonly request_time_ms?: number;
  /** The transcript of the job, if the audio was transcribed as a job. */
  readonly transcript?: CompletedTranscript;
}
