import type { Client } from '../../client/types.ts';
import type { SpeakerNaming } from '../../formats/speakers.ts';
import type { Clock } from '../../host-io.ts';
import type { JobJournal } from '../../journal/journal.ts';
import type { Usage } from '../../usage/types.ts';

/** Options of an MCP server. */
export interface McpOptions extends SpeakerNaming {
  /** The client of the account that is billed. */
  readonly client: Client;
  /** Removed from everything that the server returns, because the service or a proxy may echo it. */
  readonly apiKey?: string | undefined;
  /**
   * Folders whose files may be transcribed, with everything below them. Subtitles are written to the first one.
   *
   * @default none: no file is read or written
   */
  readonly folders?: readonly string[] | undefined;
  /**
   * Stores which job belongs to which recording, so that a restarted server continues it instead of submitting it again.
   * `fileJournal` creates one that survives a kill.
   *
   * @default in memory
   */
  readonly journal?: JobJournal | undefined;
  /** Decides which URLs may be transcribed. @default public https URLs */
  readonly allowUrl?: ((url: URL) => boolean) | undefined;
  /** Counts the billed audio, and limits it. @default counts without a limit */
  readonly usage?: Usage | undefined;
  /** The language model that answers questions. @default the client's default model */
  readonly model?: string | undefined;
  /**
   * How long a tool call waits before it returns with what to call next, in milliseconds. Most clients end calls after 60
   * seconds.
   *
   * @default 50 000
   */
  readonly waitMs?: number | undefined;
  /** Maximum tokens of an answer. @default 4,000 */
  readonly maxTokens?: number | undefined;
  /** @default the system clock */
  readonly clock?: Clock | undefined;
}
