import type { Media } from '../media.ts';
import type { Transcript } from '../model.ts';

/** What a job is expected to use; absent if that is not known. */
export interface UsageEstimate {
  /** Seconds of audio. */
  readonly seconds?: number | undefined;
  /** In the currency of the prices. */
  readonly cost?: number | undefined;
}

/** What is kept free for a job, from before its submission until its end. */
export interface Reservation {
  /** The job is finished: its audio counts instead of the estimate. */
  settle(transcript: Transcript): void;
  /** Nobody waits for the job any more, but it may be billed: the estimate goes on counting. */
  leaveOpen(transcriptId?: string): void;
  /** No job was started, or it failed. */
  release(options?: { readonly failed?: boolean }): void;
}

/** What finished jobs with one speech model used. */
export interface UsageLine {
  /** As the service names it; `unknown` if it does not. */
  readonly model: string;
  readonly jobs: number;
  readonly seconds: number;
  /** Absent without a price for all of it. */
  readonly cost?: number | undefined;
}

/** The state of a usage, as data. */
export interface UsageSummary {
  /** Finished jobs. */
  readonly jobs: number;
  /** Seconds of audio of the finished jobs, as the service counted them. */
  readonly seconds: number;
  /** What the finished jobs with a known price cost; absent without prices. Rounded to a millionth for each job. */
  readonly cost?: number | undefined;
  readonly currency?: string | undefined;
  /** Finished jobs with an unknown price. */
  readonly unpriced: number;
  /** Failed jobs, which count as not billed. */
  readonly failed: number;
  readonly models: readonly UsageLine[];
  /** Jobs under way, and jobs that nobody waits for any more. They count towards the limit as estimated. */
  readonly open: {
    readonly jobs: number;
    readonly seconds: number;
    readonly cost?: number | undefined;
    /** Those of unknown duration. */
    readonly unknown: number;
    /** Of jobs that nobody waits for any more: give their transcripts to `report`. */
    readonly transcriptIds: readonly string[];
  };
}

/** Counts the audio that calls are billed for, and refuses jobs beyond a limit. See `createUsage`. */
export interface Usage {
  /** What a job would use. Sends nothing. */
  estimate(audio: Media, params?: Readonly<Record<string, unknown>>): Promise<UsageEstimate>;
  /**
   * Keeps room for a job; calls that take a `usage` do this themselves before they upload or submit anything.
   *
   * @throws BudgetError if the job would exceed the limit, or if that is not known
   */
  reserve(audio: Media, params?: Readonly<Record<string, unknown>>): Promise<Reservation>;
  /**
   * Counts a finished transcript that no call with this `usage` has waited for, such as one from a webhook. Each
   * transcript counts once, and takes the place of its estimate if its job was left open.
   */
  report(transcript: Transcript): void;
  readonly summary: UsageSummary;
  /** The summary for people, in a few lines. */
  bill(): string;
}
