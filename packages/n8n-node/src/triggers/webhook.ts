import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { type AnyEvent, isAssemblyAIError, receiveWebhook } from '../core.ts';
import { deliveryOf } from '../delivery.ts';
import { contextOf, itemOf } from './event.ts';
import { seenIn } from './seen.ts';

/**
 * A call of the service starts the workflow with the whole transcript, read with the credential's key: the call itself
 * is not trusted. Any other call is answered 2xx and ignored. Only if the transcript cannot be read for the moment, the
 * answer is 503, so that the service calls again.
 */
export async function callTrigger(host: IWebhookFunctions, event: AnyEvent): Promise<IWebhookResponseData> {
  const secret = String(host.getNodeParameter('secret', ''));
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
  if (seen.has(transcriptId)) return ignored('Told already.');
  return contextOf(host, event)
    .then((context) => event.load({ ...context, transcriptId }))
    .then(
      (result: unknown): IWebhookResponseData => {
        if (result === undefined) return ignored('Not asked for, or not ready.');
        seen.keep([transcriptId]);
        return { webhookResponse: { started: true }, workflowData: [[itemOf(host, event, result)]] };
      },
      (thrown: unknown): IWebhookResponseData =>
        isAssemblyAIError(thrown) && !thrown.retryable ? ignored(thrown.message) : callAgain(host),
    );
}

const ignored = (note: string): IWebhookResponseData => ({ webhookResponse: { started: false, note } });

function callAgain(host: IWebhookFunctions): IWebhookResponseData {
  host.getResponseObject().status(503).json({ started: false, note: 'The transcript could not be read; call again.' });
  return { noWebhookResponse: true };
}
