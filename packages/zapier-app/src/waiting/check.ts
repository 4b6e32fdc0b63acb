import { type Client, readyWithin, type Transcript } from '../core.ts';

/** How long a step may check by itself, ms: the host ends it after 30 seconds. */
const CHECKING_MS = 18_000;

/** Between two checks, ms. */
const INTERVAL_MS = 1_500;

/** Checks for a few seconds. `undefined` while the job goes on. @throws AssemblyAIError for whatever ended the job */
export const checkBriefly = (client: Client, transcriptId: string): Promise<Transcript | undefined> =>
  readyWithin(client, transcriptId, { deadlineMs: CHECKING_MS, intervalMs: INTERVAL_MS });
