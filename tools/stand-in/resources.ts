import type { Clock } from './clock.ts';
import type { Contract } from './contract/contract.ts';
import type { Engine } from './engines/engine.ts';
import type { FaultDesk } from './faults.ts';
import type { TranscriptStore } from './jobs/transcripts.ts';
import type { Webhooks } from './jobs/webhooks.ts';
import type { LemurDesk } from './llm/lemur-desk.ts';
import type { Settings } from './options.ts';
import type { TokenDesk } from './rest/tokens.ts';
import type { UploadStore } from './rest/upload-store.ts';
import type { SessionFaultDesk } from './streaming/faults.ts';

/** What the jobs, the live sessions and the routes of one running stand-in share. */
export interface Resources {
  readonly settings: Settings;
  /** Its own address, without a slash at the end. */
  readonly url: () => string;
  readonly clock: Clock;
  readonly contract: Contract;
  readonly engines: readonly Engine[];
  /** A private directory, removed when the stand-in closes. */
  readonly directory: string;
  /** Fires when the stand-in is closed. */
  readonly closed: AbortSignal;
  readonly faults: FaultDesk;
  readonly sessionFaults: SessionFaultDesk;
  readonly uploads: UploadStore;
  readonly transcripts: TranscriptStore;
  readonly webhooks: Webhooks;
  readonly lemur: LemurDesk;
  readonly tokens: TokenDesk;
}
