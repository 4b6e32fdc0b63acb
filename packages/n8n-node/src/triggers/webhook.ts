import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { type AnyEvent, isAssemblyAIError, receiveWebhook, redact } from '../core.ts';
import { type Credential, CREDENTIAL, webhookSecretOf } from '../credential.ts';
import { deliveryOf } from '../delivery.ts';
import { contextOf, itemOf } from './event.ts';
import { gateOf } from './gate.ts';
import { seenIn } from './seen.ts';

/** AssemblyAI cancels a call after ten seconds, and one call may have to wait for another: one request, no retries. */
const SOON = { timeoutMs: 4_000, retry: { attempts: 1 } };

/**
 * A call from AssemblyAI starts the workflow with the full transcript, which is read with the credential's API key: the
 * content of the call is not trusted. A call without the credential's webhook secret is answered with 401. The
 * transcript's ID is claimed before it is read, so that simultaneous calls start one execution. Other calls that start
 * nothing are answered with 2xx. If the transcript or the credential cannot be read at the moment, the answer is 503 and
 * AssemblyAI calls again.
 */
export async function callTrigger(host: IWebhookFunctions, event: AnyEvent): Promise<IWebhookResponseData> {
  const secret = await host
    .getCredentials<Partial<Credential> & IDataObject>(CREDENTIAL)
    .then(webhookSecretOf, () => undefined);
  if (secret === undefined) return callAgain(host, 'The credential could not be read. Try again later.');
  const verdict = receiveWebhook({ ...deliveryOf(host), expected: { secret } });
  if (!verdict.accepted) {
    return verdict.reason === 'wrong_secret' || verdict.reason === 'missing_secret'
      ? answer(host, 401, `${verdict.message} ${HOW_TO_SEND}`)
      : ignored(verdict.message);
  }
  if (verdict.event.kind !== 'transcript') return ignored('Redacted audio does not start the workflow.');

  // Identified by the transcript's ID alone: a transcript finishes once, and anything else in a call may be forged.
  const { transcriptId } = verdict.event;
  const seen = seenIn(host.getWorkflowStaticData('node'));
  if (seen.has(transcriptId)) return ignored(STARTED);

  let secrets: readonly string[] = [secret];
  const read = async (): Promise<INodeExecutionData | undefined> => {
    const context = await contextOf(host, event, SOON);
    secrets = [secret, ...context.secrets];
    const result = await event.load({ ...context, transcriptId });
    return result === undefined ? undefined : itemOf(host, event, result, context.secrets);
  };
  try {
    const once = await gateOf(host).run(transcriptId, true, read);
    switch (once.state) {
      case 'done':
        seen.keep([transcriptId]);
        return { webhookResponse: { started: true }, workflowData: [[once.result]] };
      case 'nothing':
        return ignored('The transcript is not ready, or its outcome is not selected.');
      case 'taken':
        return ignored(STARTED);
      case 'busy':
        return callAgain(host, 'There are too many calls. Try again later.');
    }
  } catch (thrown) {
    return isAssemblyAIError(thrown) && FINAL.includes(thrown.code)
      ? ignored(redact(thrown.message, secrets))
      : callAgain(host, 'The transcript could not be read. Try again later.');
  }
}

const STARTED = 'This transcript has already started the workflow.';

/** Errors that another call for the same transcript would cause again. */
const FINAL: readonly string[] = ['bad_input', 'not_found'];

const ignored = (note: string): IWebhookResponseData => ({ webhookResponse: { started: false, note } });

const HOW_TO_SEND = 'Start the transcript with an AssemblyAI node that uses the same credential.';

const callAgain = (host: IWebhookFunctions, note: string): IWebhookResponseData => answer(host, 503, note);

function answer(host: IWebhookFunctions, status: number, note: string): IWebhookResponseData {
  host.getResponseObject().status(status).json({ started: false, note });
  return { noWebhookResponse: true };
}
