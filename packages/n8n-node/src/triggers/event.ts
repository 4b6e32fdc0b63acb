import type { IDataObject, INodeExecutionData, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { triggerAnswersOf } from '../answers.ts';
import { SIMPLIFY } from '../output-form.ts';
import { OPTIONS } from '../view.ts';
import { connect, type Connection, type Limits } from '../client.ts';
import { type AnyEvent, type AnyInput, readInput, redactData, simplified } from '../core.ts';

type Trigger = IPollFunctions | IWebhookFunctions;

/** What an event needs to run in this trigger. @throws BadInputError for invalid parameters. */
export async function contextOf(
  host: Trigger,
  event: AnyEvent,
  limits?: Limits,
): Promise<Connection & { readonly input: AnyInput }> {
  const connection = await connect(host, limits);
  const { input } = readInput(event, triggerAnswersOf(host, event), { region: connection.client.region });
  return { ...connection, input };
}

/** The event as the data of an item. */
export function itemOf(
  host: Trigger,
  event: AnyEvent,
  answer: unknown,
  secrets: readonly string[],
): INodeExecutionData {
  const result = redactData(answer, secrets);
  const isSimple = host.getNodeParameter(`${OPTIONS}.${SIMPLIFY.name}`, true) !== false;
  return { json: (isSimple ? simplified(event, result) : result) as IDataObject };
}
