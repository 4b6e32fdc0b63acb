import type { Clock } from './clock.ts';
import type { Contract } from './contract/contract.ts';
import type { Engine } from './engines/engine.ts';
import type { FaultDesk } from './faults.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { TranscriptStore } from './jobs/transcripts.ts';
import type { Webhooks } from './jobs/webhooks.ts';
import type { LemurDesk } from './llm/lemur-desk.ts';
import type { Settings } from './options.ts';
import type { TokenDesk } from './rest/tokens.ts';
import type { UploadStore } from './rest/upload-store.ts';
import type { SessionFaultDesk } from './streaming/faults.ts';
import type { StreamingService } from './streaming/streaming.ts';

/** What every part of one running stand-in shares. */
export interface Service {
  readonly settings: Settings;
  /** Own address, without a slash at the end. */
  readonly url: () => string;
  readonly clock: Clock;
  readonly contract: Contract;
  readonly engines: readonly Engine[];
  /** A directory of its own, gone with the stand-in. */
  readonly directory: string;
  /** Fires when the stand-in is closed. */
  readonly closed: AbortSignal;
  readonly faults: FaultDesk;
  readonly sessionFaults: SessionFaultDesk;
  readonly streaming: StreamingService;
  readonly uploads: UploadStore;
  readonly transcripts: TranscriptStore;
  readonly jobs: Jobs;
  readonly webhooks: Webhooks;
  readonly lemur: LemurDesk;
  readonly tokens: TokenDesk;
}
