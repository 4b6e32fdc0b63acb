/** A workflow or a step of one, as a host stores it. Values of the account are marks; see `marks.ts`. */
export interface Saved {
  /** Unique in its host. */
  readonly name: string;
  /** What the host has in its database. */
  readonly stored: unknown;
}

/** What a saved flow did when it was recorded. */
export interface Recorded {
  /** Requests to AssemblyAI, without repeated checks of the same job. */
  readonly requests: readonly unknown[];
  /** The output, as paths with types. */
  readonly output: readonly string[];
}

export interface SavedFlow extends Saved {
  readonly recorded: Recorded;
}

/** What flows find at the service. */
export interface Account {
  readonly transcriptId: string;
  readonly audioUrl: string;
  readonly lemurRequestId: string;
  /** Address of the service. */
  readonly service: string;
}

/** A host's emulator with the current package in it. */
export interface Host {
  readonly name: string;
  /** Templates, and a step for each operation, as the current package would store them. */
  saved(account: Account): Promise<readonly Saved[]>;
  /** Runs what a host has stored to its end. @returns the output, as later steps see it */
  run(stored: unknown, account: Account): Promise<unknown>;
  close(): Promise<void>;
}
