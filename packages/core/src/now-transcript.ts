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

/** What `transcribeNow` resolves with, whichever way it took. Contract: `newer.md` section 8. */
export interface NowTranscript {
  readonly text: string;
  readonly words: readonly NowWord[];
  /** 0 to 1. */
  readonly confidence: number | null;
  readonly audio_duration_ms: number;
  /** `sync`: in one request. `transcript`: as a job, because of `reason`. */
  readonly via: 'sync' | 'transcript';
  /** Why the audio was transcribed as a job. */
  readonly reason?: string;
  /** The sync request, for the vendor's support. */
  readonly session_id?: string;
  /** Milliseconds that the service worked on it. */
  readonly request_time_ms?: number;
  /** The job's transcript, if it was one. */
  readonly transcript?: CompletedTranscript;
}
