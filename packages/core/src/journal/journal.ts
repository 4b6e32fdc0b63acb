/** The record that is written before a job is submitted. */
export interface JobIntent {
  /** `audio_url` of the request. */
  readonly audioUrl: string;
  /**
   * Whether the URL is unique to this call, such as that of an upload. A job with this URL is then certainly the right
   * one.
   */
  readonly isUnique: boolean;
  /**
   * ID of the newest transcript in the account before the submission; '' if the account had none. The job appears above
   * it in the list, independent of clocks. Absent if the list could not be read.
   */
  readonly after?: string | undefined;
  /** ID of the failed or deleted job that this job replaces. */
  readonly replaces?: string | undefined;
  /** Time of the intent, in milliseconds since the epoch. */
  readonly at: number;
}

/** The record of one key. */
export interface JobRecord {
  /** ID of the newest known job. */
  readonly transcriptId?: string | undefined;
  /** Intent of a later job that may have been submitted, but whose ID was not recorded. */
  readonly intent?: JobIntent | undefined;
}

/**
 * A claim: the right to submit the job of one key. All methods but `recordIntent` may be called after the claim was
 * lost.
 */
export interface JobClaim {
  /** Renews the claim. Cheap enough to call for each chunk of an upload. */
  renew(): Promise<void>;
  /**
   * Records that a job is about to be submitted. The record is durable when the promise resolves.
   *
   * @returns false, and records nothing, if the claim was taken over
   */
  recordIntent(intent: JobIntent): Promise<boolean>;
  /** Records the job, and ends the claim. The record is durable when the promise resolves. */
  started(transcriptId: string): Promise<void>;
  /** Ends the claim. `withoutJob`: the intent certainly started no job. */
  release(options?: { readonly withoutJob?: boolean }): Promise<void>;
}

/**
 * Records which job was started for which input, so that no job is billed twice after a crash. Each job has a key,
 * which must always be the same for the same audio, parameters and host, such as a fingerprint of them: see
 * `fingerprintOf`.
 *
 * `transcribeOnce` claims the key, records the intent, submits the job, and records its ID, in this order. Every method
 * may reject with an error of its storage.
 */
export interface JobJournal {
  /** Whether the journal outlives this process. Intents are recorded only in a durable journal. */
  readonly isDurable: boolean;
  /** The record of a key. Includes everything that was written before the last `claim` of this key. */
  read(key: string): Promise<JobRecord>;
  /**
   * Claims a key. A key has at most one claim at a time. The claim of a dead process is taken over.
   *
   * @param label a description of the job for readers of the journal
   * @returns undefined while another caller holds the key: try again later
   */
  claim(key: string, label?: string): Promise<JobClaim | undefined>;
}
