import { EventEmitter } from 'node:events';
import type {
  IDataObject,
  INode,
  INodeExecutionData,
  INodeType,
  IRunExecutionData,
  IWebhookFunctions,
  IWebhookResponseData,
  IWorkflowExecuteAdditionalData,
  Workflow,
} from 'n8n-workflow';

/** A call to the resume URL of an execution, as another program sends it. */
export interface WaitingCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The server's answer to a call. */
export interface Answer<Outcome> {
  readonly status: number;
  readonly body: unknown;
  /** The execution, if the call resumed it. */
  readonly outcome?: Outcome;
}

/** The engine's context of a node's webhook. */
export type WebhookContextOf = new (
  workflow: Workflow,
  node: INode,
  additionalData: object,
  mode: string,
  webhookData: object,
  closeFunctions: readonly unknown[],
  data: IRunExecutionData,
) => IWebhookFunctions;

interface Parts {
  readonly workflow: Workflow;
  readonly additionalData: IWorkflowExecuteAdditionalData;
}

/**
 * What n8n 2.41 does with a call to `/webhook-waiting`: it checks the token, removes the waiting run, disables the node
 * and runs its webhook. Data that the webhook returns becomes the node's output. Without data, nothing is stored.
 *
 * @param data what is stored of the execution; changed
 */
export async function answerCall<Outcome>(
  WebhookContext: WebhookContextOf,
  { workflow, additionalData }: Parts,
  data: IRunExecutionData,
  { url, headers, body }: WaitingCall,
  execute: (data: IRunExecutionData) => Promise<Outcome>,
): Promise<Answer<Outcome>> {
  const { pathname, searchParams } = new URL(url);
  const [, , , suffix = ''] = pathname.split('/');
  if (data.resumeToken !== undefined && searchParams.get('signature') !== data.resumeToken)
    return { status: 401, body: { error: 'Invalid token' } };
  if (data.waitTill === undefined || data.waitTill === null)
    return { status: 409, body: { message: 'The execution "1" is running already.' } };

  const [entry] = data.executionData!.nodeExecutionStack;
  const name = data.resultData.lastNodeExecuted!;
  entry!.node.disabled = true;
  delete data.waitTill;
  data.resultData.runData[name]!.pop();

  const node = workflow.getNode(name)!;
  const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion) as INodeType;
  const webhook = type.description.webhooks?.find(
    ({ restartWebhook, httpMethod, path }) => restartWebhook === true && httpMethod === 'POST' && path === suffix,
  );
  if (webhook === undefined) return { status: 404, body: { message: 'No waiting webhook with a matching path.' } };

  const sent: { status: number; body?: unknown } = { status: 200 };
  const httpResponse = Object.assign(new EventEmitter(), {
    closed: false,
    status(code: number) {
      sent.status = code;
      return httpResponse;
    },
    json(given: unknown) {
      sent.body = given;
      return httpResponse;
    },
  });
  const httpRequest = { body, headers, params: {}, query: Object.fromEntries(searchParams) };
  const host = new WebhookContext(
    workflow,
    node,
    { ...additionalData, httpRequest, httpResponse },
    'manual',
    { webhookDescription: webhook },
    [],
    data,
  );
  const given = await type.webhook!.call(host).catch((error: unknown) => failed(data, name, error as Error, sent));
  if (given.noWebhookResponse !== true) sent.body = given.webhookResponse as unknown;
  httpResponse.closed = true;
  httpResponse.emit('close');
  if (given.workflowData === undefined) return { status: sent.status, body: sent.body };

  entry!.data['main'] = given.workflowData;
  entry!.metadata = { ...entry!.metadata, ...ALL_OUTPUTS };
  // The worker reads it from the database.
  const outcome = await execute(JSON.parse(JSON.stringify(data)) as IRunExecutionData);
  return { status: sent.status, body: sent.body, outcome };
}

/** Not declared in the type of the metadata. */
const ALL_OUTPUTS: IDataObject = { forwardAllOutputs: true };

/** After an error in a webhook, n8n forgets all runs and runs the following nodes with an empty item. */
function failed(data: IRunExecutionData, name: string, error: Error, sent: { status: number }): IWebhookResponseData {
  sent.status = 500;
  data.resultData = {
    runData: {},
    lastNodeExecuted: name,
    error: { message: error.message, stack: error.stack },
  } as IRunExecutionData['resultData'];
  const empty: INodeExecutionData[] = [{ json: {} }];
  return { noWebhookResponse: true, workflowData: [empty] };
}
