import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { type AnyEvent, isAssemblyAIError, receiveWebhook, redact } from '../core.ts';
import { deliveryOf } from '../delivery.ts';
import { contextOf, itemOf } from './event.ts';
import { OPTIONS } from '../view.ts';
import { gateOf } from './gate.ts';
import { seenIn } from './seen.ts';

/** AssemblyAI cancels a call after ten seconds, and one call may have to wait for another: one request, no retries. */
const SOON = { timeoutMs: 4_000, retry: { attempts: 1 } };

/**
 * A call from AssemblyAI starts the workflow with the full transcript, which is read with the credential's API key: the
 * content of the call is not trusted. The transcript's ID is claimed before it is read, so that simultaneous calls start
 * one execution. Any other call is answered with 2xx and ignored. If the transcript cannot be read at the moment, or
 * there are too many calls without the secret, the answer is 503 and AssemblyAI calls again.
 */
export async function callTrigger(host: IWebhookFunctions, event: AnyEvent): Promise<IWebhookResponseData> {
  const secret = secretOf(host);
  const headerName = String(host.getNodeParameter(`${OPTIONS}.header`, ''));
  const verdict = receiveWebhook({
    ...deliveryOf(host),
    expected: {
      ...(secret !== '' && { secret }),
      ...(headerName !== '' && { headerName }),
    },
  });
  if (!verdict.accepted) return ignored(verdict.message);
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
    const once = await gateOf(host).run(transcriptId, verdict.verified, read);
    switch (once.state) {
      case 'done':
        seen.keep([transcriptId]);
        return { webhookResponse: { started: true }, workflowData: [[once.result]] };
      case 'nothing':
        return ignored('The transcript is not ready, or its outcome is not selected.');
      case 'taken':
        return ignored(STARTED);
      case 'busy':
        return callAgain(host, 'Too many calls without the webhook secret. Try again later.');
    }
  } catch (thrown) {
    return isAssemblyAIError(thrown) && FINAL.includes(thrown.code)
      ? ignored(redact(thrown.message, secrets))
      : callAgain(host, 'The transcript could not be read. Try again later.');
  }
}

/** The secret that calls must contain; empty if calls without one are accepted. */
export const secretOf = (host: Pick<IWebhookFunctions, 'getNodeParameter'>): string =>
  String(host.getNodeParameter('secret', ''));

const STARTED = 'This transcript has already started the workflow.';

/** Errors that another call for the same transcript would cause again. */
const FINAL: readonly string[] = ['bad_input', 'not_found'];

const ignored = (note: string): IWebhookResponseData => ({ webhookResponse: { started: false, note } });

function callAgain(host: IWebhookFunctions, note: string): IWebhookResponseData {
  host.getResponseObject().status(503).json({ started: false, note });
  return { noWebhookResponse: true };
}
