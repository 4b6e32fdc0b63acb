import type { Media } from '../media.ts';
import type { Transcript } from '../model.ts';

/** Expected usage of a job; absent values are unknown. */
export interface UsageEstimate {
  /** Seconds of audio. */
  readonly seconds?: number | undefined;
  /** In the currency of the prices. */
  readonly cost?: number | undefined;
}

/** A reservation for a job, from before its submission until its end. */
export interface Reservation {
  /** Counts the audio of the finished job instead of the estimate. */
  commit(transcript: Transcript): void;
  /** Keeps counting the estimate: the caller stopped waiting, but the job may be billed. */
  leaveOpen(transcriptId?: string): void;
  /** Releases the estimate: no job was started, or it failed. */
  release(options?: { readonly failed?: boolean }): void;
}

/** Usage of finished jobs with one speech model. */
export interface UsageLine {
  /** Name from the service; `unknown` if it sent none. */
  readonly model: string;
  readonly jobs: number;
  readonly seconds: number;
  /** Absent unless all of it has a price. */
  readonly cost?: number | undefined;
}

/** A summary of a usage. */
export interface UsageSummary {
  /** Number of finished jobs. */
  readonly jobs: number;
  /** Seconds of audio of the finished jobs, as counted by the service. */
  readonly seconds: number;
  /** Cost of the finished jobs with a known price, rounded to a millionth for each job; absent without prices. */
  readonly cost?: number | undefined;
  readonly currency?: string | undefined;
  /** Number of finished jobs with an unknown price. */
  readonly unpriced: number;
  /** Number of failed jobs, which count as not billed. */
  readonly failed: number;
  readonly models: readonly UsageLine[];
  /** Jobs in progress, and jobs whose caller stopped waiting. Their estimates count towards the limit. */
  readonly open: {
    readonly jobs: number;
    readonly seconds: number;
    readonly cost?: number | undefined;
    /** Number of jobs of unknown duration. */
    readonly unknown: number;
    /** IDs of jobs whose caller stopped waiting. Pass their transcripts to `report`. */
    readonly transcriptIds: readonly string[];
  };
}

/** Counts the audio that calls are billed for, and refuses jobs beyond a limit. See `createUsage`. */
export interface Usage {
  /** Estimates the usage of a job. Sends nothing. */
  estimate(audio: Media, params?: Readonly<Record<string, unknown>>): Promise<UsageEstimate>;
  /**
   * Reserves the estimate of a job. Calls that take a `usage` do this themselves before they upload or submit anything.
   *
   * @throws BudgetError if the job would exceed the limit, or if that is unknown
   */
  reserve(audio: Media, params?: Readonly<Record<string, unknown>>): Promise<Reservation>;
  /**
   * Counts a finished transcript that no call with this `usage` waited for, such as one from a webhook. Each transcript
   * counts once. It replaces the estimate of a job that was left open.
   */
  report(transcript: Transcript): void;
  readonly summary: UsageSummary;
  /** The summary as a few lines of text. */
  bill(): string;
}
