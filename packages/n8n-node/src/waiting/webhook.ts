import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { clientFor } from '../client.ts';
import { type Client, isEnded, receiveWebhook } from '../core.ts';
import { type Waiting, waitingExpression } from './memory.ts';

/** The service gives a call up after ten seconds; one look must not use them all. */
const LOOK_MS = 3_000;

/**
 * The service calls a waiting execution. It is woken once the last of its transcripts is ready; the node then looks at
 * all of them by itself, so a call is never believed, only taken as a hint.
 *
 * Never throws: n8n would run the following nodes without data. Always answers 2xx: a 4xx ends the service's repeats.
 */
export async function callWaiting(host: IWebhookFunctions): Promise<IWebhookResponseData> {
  const waiting = host.evaluateExpression(waitingExpression(host.getNode().name)) as unknown as Waiting | undefined;
  const expected = waiting?.callback;
  if (waiting === undefined || expected === undefined) return stay('nothing to wait for');

  const verdict = receiveWebhook({
    body: host.getBodyData(),
    headers: host.getHeaderData() as Record<string, string>,
    query: host.getQueryData() as Record<string, string>,
    expected,
  });
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

/** Nothing for the following nodes: the node itself comes next and hands on the transcripts. */
const WAKE: IWebhookResponseData = { webhookResponse: { resumed: true }, workflowData: [[]] };

/** The last ones were started last, so one of them is the likeliest to be pending. Where in doubt, the node shall look. */
async function isAnyPending(host: IWebhookFunctions, ids: readonly string[]): Promise<boolean> {
  const client = await clientFor(host).catch(() => undefined);
  if (client === undefined) return false;
  for (const id of [...ids].reverse()) {
    const ended = await hasEnded(client, id);
    if (ended !== true) return ended === false;
  }
  return false;
}

const hasEnded = (client: Client, id: string): Promise<boolean | undefined> =>
  client.transcripts.get(id, { timeoutMs: LOOK_MS, attempts: 1 }).then(isEnded, () => undefined);
