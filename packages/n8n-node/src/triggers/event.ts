import type { IDataObject, INodeExecutionData, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { triggerAnswersOf } from '../answers.ts';
import { clientFor } from '../client.ts';
import { type AnyEvent, type AnyInput, type Client, readInput, simplified } from '../core.ts';

type Trigger = IPollFunctions | IWebhookFunctions;

/** What an event needs to run in this trigger. @throws BadInputError for answers that cannot work. */
export async function contextOf(
  host: Trigger,
  event: AnyEvent,
): Promise<{ readonly client: Client; readonly input: AnyInput }> {
  const client = await clientFor(host);
  const { input } = readInput(event, triggerAnswersOf(host, event), { region: client.region });
  return { client, input };
}

/** The event as the data of an item. */
export function itemOf(host: Trigger, { output }: AnyEvent, result: unknown): INodeExecutionData {
  const isSimple = host.getNodeParameter('simplify', true) !== false;
  return { json: (isSimple ? simplified(output, result) : result) as IDataObject };
}
