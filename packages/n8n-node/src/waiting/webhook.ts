import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { connect } from '../client.ts';
import { type Client, isEnded, receiveWebhook } from '../core.ts';
import { deliveryOf } from '../delivery.ts';
import { isWaiting, waitingExpression } from './memory.ts';

/** AssemblyAI cancels a call after ten seconds. One check must take less. */
const CHECK_MS = 3_000;

/**
 * Handles a call from AssemblyAI to a waiting execution. The execution resumes when the last of its transcripts is
 * ready. The node then reads all of them itself, so a call is only a hint and never trusted.
 *
 * Never throws: n8n would run the following nodes without data. Always answers 2xx: after a 4xx AssemblyAI stops
 * calling.
 */
export async function callWaiting(host: IWebhookFunctions): Promise<IWebhookResponseData> {
  const waiting: unknown = host.evaluateExpression(waitingExpression(host.getNode().name));
  if (!isWaiting(waiting) || waiting.callback === undefined) return stay('The execution does not wait for a call.');

  const verdict = receiveWebhook({ ...deliveryOf(host), expected: waiting.callback });
  if (!verdict.accepted) return stay(verdict.message);
  const { event } = verdict;
  if (event.kind !== 'transcript') return stay('Redacted audio does not resume an execution.');
  const others = waiting.jobs.map(({ transcriptId }) => transcriptId).filter((id) => id !== event.transcriptId);
  if (others.length === waiting.jobs.length) return stay('The call belongs to another transcript.');
  return (await isAnyPending(host, others)) ? stay('Other transcripts are not ready yet.') : WAKE;
}

const stay = (note: string): IWebhookResponseData => ({
  webhookResponse: { resumed: false, note } satisfies IDataObject,
});

/** No data for the following nodes: the node itself runs next and outputs the transcripts. */
const WAKE: IWebhookResponseData = { webhookResponse: { resumed: true }, workflowData: [[]] };

/** Checks the last one first: it was submitted last and is the most likely to be pending. If unsure, the node checks. */
async function isAnyPending(host: IWebhookFunctions, ids: readonly string[]): Promise<boolean> {
  const connection = await connect(host).catch(() => undefined);
  if (connection === undefined) return false;
  for (const id of [...ids].reverse()) {
    const ended = await hasEnded(connection.client, id);
    if (ended !== true) return ended === false;
  }
  return false;
}

const hasEnded = (client: Client, id: string): Promise<boolean | undefined> =>
  client.transcripts.get(id, { timeoutMs: CHECK_MS, attempts: 1 }).then(isEnded, () => undefined);
