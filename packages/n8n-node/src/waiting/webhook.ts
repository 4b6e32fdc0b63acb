import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { failedItem } from '../actions/attempt.ts';
import { connect } from '../client.ts';
import { type AnyJob, receiveWebhook } from '../core.ts';
import { deliveryOf } from '../delivery.ts';
import { findOperation } from '../operations.ts';
import { itemsOf } from '../output.ts';
import { AT_ONCE, type Check, check, forAll } from './check.ts';
import { isUnusableCredential, withAdvice } from './credential-change.ts';
import { isWaiting, type StoredJob, type Waiting, waitingExpression } from './memory.ts';
import { callPlaces } from './places.ts';
import { ordered } from './suspend.ts';

/** AssemblyAI cancels a call after ten seconds: short requests, no retries. */
const SOON = { timeoutMs: 3_000, retry: { attempts: 1 } };

/**
 * Milliseconds that reading the credential may take: a query of n8n's database. n8n gives up a query after 20 seconds in
 * line, and if it is resuming an execution then, the execution ends as an error.
 */
const SLOW_QUERY_MS = 5_000;

const BUSY = 'n8n is busy with other calls.';

/**
 * Handles a call from AssemblyAI to a suspended execution. All transcripts are read with the credential's API key, so a
 * call is only a hint and never trusted. When all have ended, they become the output of the node and the workflow
 * continues.
 *
 * If the credential was changed or deleted in the meantime, the items fail.
 *
 * Never throws: n8n would run the following nodes without data. If a transcript cannot be read at the moment, or n8n is
 * busy with other calls, the answer is 503 and AssemblyAI calls again. All other answers are 2xx: after a 4xx AssemblyAI
 * stops calling.
 */
export async function callWaiting(host: IWebhookFunctions): Promise<IWebhookResponseData> {
  const leave = await callPlaces.take(host.getResponseObject());
  if (leave === undefined) return callAgain(host, BUSY);
  try {
    return await answer(host);
  } catch {
    return callAgain(host);
  } finally {
    leave();
  }
}

async function answer(host: IWebhookFunctions): Promise<IWebhookResponseData> {
  const waiting: unknown = host.evaluateExpression(waitingExpression(host.getNode().name));
  if (!isWaiting(waiting)) return stay('The execution does not wait for a call.');

  const verdict = receiveWebhook({ ...deliveryOf(host), expected: waiting.callback });
  if (!verdict.accepted) return stay(verdict.message);
  const { event } = verdict;
  if (event.kind !== 'transcript') return stay('Redacted audio does not resume an execution.');
  const isCalled = ({ transcriptId }: StoredJob): boolean => transcriptId === event.transcriptId;
  if (!waiting.jobs.some(isCalled)) return stay('The call belongs to another transcript.');

  const askedAt = Date.now();
  const connection = await connect(host, SOON).catch((thrown: unknown) => {
    if (!isUnusableCredential(thrown)) throw thrown;
    const found: Check = { state: 'failed', error: thrown };
    return waiting.jobs.map((job): [StoredJob, Check] => [job, found]);
  });
  if (Date.now() - askedAt > SLOW_QUERY_MS) return callAgain(host, BUSY);
  if (Array.isArray(connection)) return resumed(await outputOf(host, waiting, connection, []));
  const { client, secrets } = connection;
  const checked: [StoredJob, Check][] = [];
  // The job of the call has ended. Of the others, the last one was submitted last and is the most likely to be pending.
  const rest = [...waiting.jobs].sort((a, b) => Number(isCalled(a)) - Number(isCalled(b)) || b.item - a.item);
  while (rest.length > 0) {
    const some = rest.splice(0, AT_ONCE);
    const checks = await forAll(some, ({ entry, transcriptId }) =>
      check(client, { entry: findOperation(entry) as AnyJob, input: {}, transcriptId }, undefined),
    );
    if (some.some((job, at) => checks[at]!.state === 'pending' && !isCalled(job)))
      return stay('Other transcripts are not ready yet.');
    // A transcript that AssemblyAI has reported but that is still pending is read too early.
    if (checks.some(({ state }) => state === 'unreadable' || state === 'pending')) return callAgain(host);
    checked.push(...some.map((job, at): [StoredJob, Check] => [job, checks[at]!]));
  }
  return resumed(await outputOf(host, waiting, checked, secrets));
}

/** The items that the node would have returned. */
async function outputOf(
  host: IWebhookFunctions,
  { jobs, done: finished, callback }: Waiting,
  checked: readonly [StoredJob, Check][],
  known: readonly string[],
): Promise<INodeExecutionData[]> {
  const done: Record<string, INodeExecutionData[]> = { ...finished };
  for (const [job, found] of checked) {
    const { item, output } = job;
    const secrets = [...known, ...job.secrets, callback.secret];
    if (found.state === 'done') {
      const target = { item, entry: findOperation(job.entry)!, output, secrets };
      done[item] = await itemsOf(host, target, found.result);
    } else if (found.state === 'failed') {
      const about = { billed: jobs.map(({ transcriptId }) => transcriptId), secrets };
      const error = withAdvice(found.error, job.transcriptId);
      done[item] = [failure(host, job, failedItem(host.getNode(), item, error, about))];
    }
  }
  return ordered(done);
}

/**
 * A webhook cannot stop the workflow. If the node stops on errors, the item continues as one that is not completed, and
 * a Wait for Transcript after it stops the workflow with the reason.
 */
function failure(host: IWebhookFunctions, { transcriptId }: StoredJob, item: INodeExecutionData): INodeExecutionData {
  const { onError = 'stopWorkflow', continueOnFail = false } = host.getNode();
  if (onError !== 'stopWorkflow' || continueOnFail) return item;
  return { ...item, json: { id: transcriptId, status: 'error', ...item.json } };
}

const resumed = (items: INodeExecutionData[]): IWebhookResponseData => ({
  webhookResponse: { resumed: true },
  workflowData: [items],
});

const stay = (note: string): IWebhookResponseData => ({
  webhookResponse: { resumed: false, note } satisfies IDataObject,
});

function callAgain(host: IWebhookFunctions, reason = 'A transcript could not be read.'): IWebhookResponseData {
  host
    .getResponseObject()
    .status(503)
    .json({ resumed: false, note: `${reason} Try again later.` });
  return { noWebhookResponse: true };
}
