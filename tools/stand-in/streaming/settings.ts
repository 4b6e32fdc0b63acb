import type { CodeEdition } from './endings.ts';
import type { Listener } from './listener.ts';
import type { RecordedLine } from './replay.ts';

/** Settings of live sessions. */
export interface StreamingSettings {
  /** Recognizes the audio. @default the embedded recognizer */
  readonly listener?: Listener | undefined;
  /** @default '2026-03' */
  readonly closeCodes?: CodeEdition | undefined;
  /** Concurrent sessions. @default 100 */
  readonly maxSessions?: number | undefined;
  /** Longest session in seconds. A token may set a lower limit. @default 10 800 */
  readonly maxSessionSeconds?: number | undefined;
  /** Milliseconds that audio may be ahead of real time. @default 5000 */
  readonly paceSlackMs?: number | undefined;
  /** Milliseconds between the audio and its message. @default 300 */
  readonly latencyMs?: number | undefined;
  /** Reason to reject every session, such as the balance of the account. */
  readonly accountProblem?: string | undefined;
  /** Replays a recorded session to every client instead of recognizing audio. */
  readonly replay?: readonly RecordedLine[] | undefined;
}
