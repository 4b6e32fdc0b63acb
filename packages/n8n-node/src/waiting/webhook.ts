import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { connect } from '../client.ts';
import { type Client, isEnded, receiveWebhook } from '../core.ts';
import { deliveryOf } from '../delivery.ts';
import { isWaiting, waitingExpression } from './memory.ts';

/** The service gives up a call after ten seconds; one check must not use them all. */
const CHECK_MS = 3_000;

/**
 * The service calls a waiting execution. It is woken once the last of its transcripts is ready; the node then checks all
 * of them by itself, so a call is only a hint and never trusted.
 *
 * Never throws: n8n would run the following nodes without data. Always answers 2xx: a 4xx ends the service's repeats.
 */
export async function callWaiting(host: IWebhookFunctions): Promise<IWebhookResponseData> {
  const waiting: unknown = host.evaluateExpression(waitingExpression(host.getNode().name));
  if (!isWaiting(waiting) || waiting.callback === undefined) return stay('nothing to wait for');

  const verdict = receiveWebhook({ ...deliveryOf(host), expected: waiting.callback });
  if (!verdict.accepted) return stay(verdict.message);
  const { event } = verdict;
  if (event.kind !== 'transcript') return stay('redacted audio noted');
  const others = waiting.jobs.map(({ transcriptId }) => transcriptId).filter((id) => id !== event.transcriptId);
  if (others.length === waiting.jobs.length) return stay('The delivery is about another transcript.');
  return (await isAnyPending(host, others)) ? stay('waiting for others') : WAKE;
}

const stay = (note: string): IWebhookResponseData => ({
  webhookResponse: { resumed: false, note } satisfies IDataObject,
});

/** Nothing for the following nodes: the node itself comes next and outputs the transcripts. */
const WAKE: IWebhookResponseData = { webhookResponse: { resumed: true }, workflowData: [[]] };

/** The last ones were started last, so they are the likeliest to be pending. If in doubt, the node checks. */
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
