/** What is written before a job is submitted. */
export interface JobIntent {
  /** `audio_url` of the request. */
  readonly audioUrl: string;
  /** Whether no other call uses that address, such as that of an upload: a job with it is certainly this one. */
  readonly isUnique: boolean;
  /**
   * The newest transcript of the account at that time, or '' if there was none: the job stands before it in the list,
   * whatever the clocks say. Absent if the list could not be read.
   */
  readonly after?: string | undefined;
  /** The job that this one replaces because it failed or was deleted. */
  readonly replaces?: string | undefined;
  /** Milliseconds since the epoch, for people. */
  readonly at: number;
}

/** What a journal knows under one key. */
export interface JobRecord {
  /** The newest job that is certain. */
  readonly transcriptId?: string | undefined;
  /** Of a job that may have been submitted after that one, and whose ID nobody wrote down. */
  readonly intent?: JobIntent | undefined;
}

/** The right to submit the job of one key. All but `intend` may be called after the claim was lost. */
export interface JobClaim {
  /** Says that the work goes on. Cheap enough for each piece of an upload. */
  renew(): Promise<void>;
  /**
   * Writes down that a job is about to be submitted; durable when it resolves.
   *
   * @returns false, and writes nothing, if somebody else has taken the claim over
   */
  intend(intent: JobIntent): Promise<boolean>;
  /** Writes down the job, and ends the claim; durable when it resolves. */
  started(transcriptId: string): Promise<void>;
  /** Ends the claim. `withoutJob`: the intent certainly led to no job. */
  release(options?: { readonly withoutJob?: boolean }): Promise<void>;
}

/**
 * Remembers which job was started for what, so that a process that dies pays for nothing twice. Each job has a key, which
 * must be the same for the same audio, parameters and host, every time, such as a fingerprint of them: see `fingerprintOf`.
 *
 * `transcribeOnce` keeps the order: claim the key, write the intent, submit, write the ID. Every method may reject with
 * what its medium throws.
 */
export interface JobJournal {
  /** Whether it outlives this process. Intents are not written into one that does not. */
  readonly isDurable: boolean;
  /** Never older than what was written before the last `claim` of this key. */
  read(key: string): Promise<JobRecord>;
  /**
   * Claims a key. At most one claim on a key exists; that of a dead process is taken over.
   *
   * @param label what the job is about, for people who read the journal
   * @returns nothing while somebody else holds it: ask again later
   */
  claim(key: string, label?: string): Promise<JobClaim | undefined>;
}
