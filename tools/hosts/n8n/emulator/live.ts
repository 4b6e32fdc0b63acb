import { Readable } from 'node:stream';
import { createRunExecutionData } from 'n8n-workflow';
import type {
  IDataObject,
  IHttpRequestOptions,
  INodeExecutionData,
  INodeType,
  ITriggerFunctions,
  ITriggerResponse,
} from 'n8n-workflow';

/** Milliseconds until an execution starts. */
const START_MS = 30;

/** A published workflow with a trigger that keeps a connection open. */
export interface ActiveTrigger {
  /** Items that started executions, in their order. */
  readonly items: readonly INodeExecutionData[];
  /** Errors for which n8n deactivates the workflow, and activates it again later. */
  readonly errors: readonly Error[];
  /** Errors that n8n lists as failed executions. */
  readonly failedExecutions: readonly Error[];
  /** What n8n's log has. */
  readonly log: readonly string[];
  /** Deactivates the workflow, and stops n8n. */
  close(): Promise<void>;
}

export interface TriggerOptions {
  readonly parameters: IDataObject;
  readonly credential: IDataObject;
  /** `manual` is a test run in the editor. @default 'trigger' */
  readonly mode?: 'trigger' | 'manual';
  /** Why the workflow is activated: a person does it, or n8n starts. @default 'activate' */
  readonly activation?: 'activate' | 'init';
  /** @default '1' */
  readonly workflowId?: string;
  /** Why n8n cannot start an execution, if it cannot. */
  readonly refusal?: () => Error | undefined;
}

/** Does what n8n 2.41 does with a trigger when a workflow is published. @throws the error that n8n shows */
export async function activateTrigger(
  node: INodeType,
  {
    parameters,
    credential,
    mode = 'trigger',
    activation = 'activate',
    workflowId = '1',
    refusal = () => undefined,
  }: TriggerOptions,
): Promise<ActiveTrigger> {
  const items: INodeExecutionData[] = [];
  const errors: Error[] = [];
  const failedExecutions: Error[] = [];
  const log: string[] = [];
  let isActive = false;
  let hasStopped = false;
  const note = (message: string): void => void log.push(message);
  /** What the form shows if nobody changed it. */
  const defaults = Object.fromEntries(node.description.properties.map(({ name, default: start }) => [name, start]));
  const valueAt = (path: string): unknown =>
    path
      .split('.')
      .reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], { ...defaults, ...parameters });
  const host = {
    getMode: () => mode,
    getActivationMode: () => (mode === 'manual' ? 'manual' : activation),
    getInstanceId: () => 'this-n8n',
    getWorkflow: () => ({ id: workflowId, name: 'Live', active: true }),
    getNode: () => ({ id: 'n', name: node.description.displayName, type: 't', typeVersion: 1, parameters }),
    getNodeParameter: (path: string, otherwise: unknown) => valueAt(path) ?? otherwise,
    getCredentials: () => Promise.resolve(credential),
    emit([output]: INodeExecutionData[][], _: unknown, done?: Parameters<ITriggerFunctions['emit']>[2]) {
      // n8n reads the workflow and stores the execution first. An n8n that stops does not wait for that.
      setTimeout(() => {
        if (hasStopped) return;
        const refused = refusal();
        if (refused !== undefined) return done?.reject(refused);
        items.push(...(output ?? []));
        const data = createRunExecutionData({});
        done?.resolve({ data, mode, startedAt: new Date(), status: 'success', storedAt: 'db' });
      }, START_MS);
    },
    emitError: (error: Error) => void errors.push(error),
    saveFailedExecution: (error: Error) => void failedExecutions.push(error),
    logger: { debug: note, info: note, warn: note, error: note },
    helpers: {
      httpRequest: request,
      async httpRequestWithAuthentication(_: string, options: IHttpRequestOptions) {
        // Authentication evaluates expressions, which n8n can only while it activates the trigger.
        if (isActive) throw new Error('No bridge acquired for this context. Call acquire() first.');
        const headers = { ...options.headers, authorization: String(credential['apiKey']) };
        return request({ ...options, headers });
      },
    },
  };
  async function request({
    url,
    method = 'GET',
    headers,
    body,
    abortSignal,
    ignoreHttpStatusErrors,
  }: IHttpRequestOptions): Promise<unknown> {
    const response = await fetch(url, {
      method,
      headers: { ...headers } as Record<string, string>,
      ...(body !== undefined && { body: body as string }),
      ...(abortSignal !== undefined && { signal: abortSignal as AbortSignal }),
    });
    if (response.status >= 400 && ignoreHttpStatusErrors !== true) {
      throw new Error(`Request failed with status code ${response.status}`);
    }
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: response.body === null ? '' : Readable.from(response.body),
    };
  }
  async function close(): Promise<void> {
    await response.closeFunction?.();
    hasStopped = true;
  }
  const response = (await node.trigger!.call(host as unknown as ITriggerFunctions)) as ITriggerResponse;
  isActive = true;
  await response.manualTriggerFunction?.();
  return { items, errors, failedExecutions, log, close };
}
