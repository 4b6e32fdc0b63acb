import { CLOCK_SKEW_MS, serviceTimeMs } from './service-time.ts';
import type { Client } from './types.ts';

/** Maximum milliseconds from the submission until the service creates its job. */
const LATEST_MS = 300_000;

/** Jobs on one page of the list. */
const PAGE = 200;

/**
 * Finds the job of a submission whose response was lost, by its `webhook_url`.
 *
 * @param webhookUrl an address that no other job uses
 * @param submittedAt milliseconds since the epoch
 * @returns the ID of the job; `undefined` if there is none
 * @throws AssemblyAIError if the list cannot be read
 */
export async function jobReportingTo(
  { transcripts }: Pick<Client, 'transcripts'>,
  webhookUrl: string,
  submittedAt: number,
): Promise<string | undefined> {
  for await (const { id, created } of transcripts.listAll({ limit: PAGE })) {
    const createdAt = serviceTimeMs(created);
    if (createdAt < submittedAt - CLOCK_SKEW_MS) return undefined;
    if (createdAt > submittedAt + LATEST_MS) continue;
    const { webhook_url } = await transcripts.get(id);
    if (webhook_url === webhookUrl) return id;
  }
  return undefined;
}
