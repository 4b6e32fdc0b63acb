import type { CodeEdition } from './endings.ts';
import type { Listener } from './listener.ts';
import type { RecordedLine } from './replay.ts';

/** How live sessions behave. */
export interface StreamingSettings {
  /** Who listens. @default the embedded recogniser */
  readonly listener?: Listener | undefined;
  /** @default '2026-03' */
  readonly closeCodes?: CodeEdition | undefined;
  /** Sessions at once. @default 100 */
  readonly maxSessions?: number | undefined;
  /** Seconds a session may last; a token may allow less. @default 10 800 */
  readonly maxSessionSeconds?: number | undefined;
  /** ms of audio that may come ahead of real time. @default 5000 */
  readonly paceSlackMs?: number | undefined;
  /** ms from the sound to the message about it. @default 300 */
  readonly latencyMs?: number | undefined;
  /** Refuses every session because of the account, such as its balance. */
  readonly accountProblem?: string | undefined;
  /** Plays a recorded session to every client instead of listening. */
  readonly replay?: readonly RecordedLine[] | undefined;
}
