import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { type AnyEvent, isAssemblyAIError, receiveWebhook, redact } from '../core.ts';
import { deliveryOf } from '../delivery.ts';
import { contextOf, itemOf } from './event.ts';
import { gateOf } from './gate.ts';
import { seenIn } from './seen.ts';

/** The service gives up a call after ten seconds, and one call may have to wait for another: one request, no repeats. */
const SOON = { timeoutMs: 4_000, retry: { attempts: 1 } };

/**
 * A call of the service starts the workflow with the whole transcript, read with the credential's key: the call itself
 * is not trusted. The transcript's ID is claimed before it is read, so that calls that arrive at once start one
 * execution. Any other call is answered 2xx and ignored. If the transcript cannot be read for the moment, or if there
 * are too many calls without the secret, the answer is 503, so that the service calls again.
 */
export async function callTrigger(host: IWebhookFunctions, event: AnyEvent): Promise<IWebhookResponseData> {
  const secret = secretOf(host);
  const verdict = receiveWebhook({
    ...deliveryOf(host),
    expected: {
      ...(secret !== '' && { secret }),
      ...(host.getNodeParameter('header', '') !== '' && { headerName: String(host.getNodeParameter('header', '')) }),
    },
  });
  if (!verdict.accepted) return ignored(verdict.message);
  if (verdict.event.kind !== 'transcript') return ignored('Redacted audio starts nothing.');

  // Recognized by the transcript alone, which ends once: anything else in a call may be forged.
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
        return callAgain(host, 'Too many calls without the webhook secret. Call again later.');
    }
  } catch (thrown) {
    return isAssemblyAIError(thrown) && FINAL.includes(thrown.code)
      ? ignored(redact(thrown.message, secrets))
      : callAgain(host, 'The transcript could not be read. Call again later.');
  }
}

/** What calls must carry; empty if calls without a secret are taken. */
export const secretOf = (host: Pick<IWebhookFunctions, 'getNodeParameter'>): string =>
  String(host.getNodeParameter('secret', ''));

const STARTED = 'A call about this transcript has started the workflow already.';

/** Another call about the same transcript would end in the same way. */
const FINAL: readonly string[] = ['bad_input', 'not_found'];

const ignored = (note: string): IWebhookResponseData => ({ webhookResponse: { started: false, note } });

function callAgain(host: IWebhookFunctions, note: string): IWebhookResponseData {
  host.getResponseObject().status(503).json({ started: false, note });
  return { noWebhookResponse: true };
}
