import { Readable } from 'node:stream';
import type {
  IDataObject,
  IHttpRequestOptions,
  INodeExecutionData,
  INodeType,
  ITriggerFunctions,
  ITriggerResponse,
} from 'n8n-workflow';

/** A published workflow with a trigger that keeps a connection open. */
export interface ActiveTrigger {
  /** Items that started executions, in their order. */
  readonly items: readonly INodeExecutionData[];
  /** Errors for which n8n deactivates the workflow, and activates it again later. */
  readonly errors: readonly Error[];
  /** What n8n's log has. */
  readonly log: readonly string[];
  /** Deactivates the workflow. */
  close(): Promise<void>;
}

export interface TriggerOptions {
  readonly parameters: IDataObject;
  readonly credential: IDataObject;
  /** `manual` is a test run in the editor. @default 'trigger' */
  readonly mode?: 'trigger' | 'manual';
}

/** Does what n8n 2.41 does with a trigger when a workflow is published. @throws the error that n8n shows */
export async function activateTrigger(
  node: INodeType,
  { parameters, credential, mode = 'trigger' }: TriggerOptions,
): Promise<ActiveTrigger> {
  const items: INodeExecutionData[] = [];
  const errors: Error[] = [];
  const log: string[] = [];
  let isActive = false;
  const note = (message: string): void => void log.push(message);
  /** What the form shows if nobody changed it. */
  const defaults = Object.fromEntries(node.description.properties.map(({ name, default: start }) => [name, start]));
  const valueAt = (path: string): unknown =>
    path
      .split('.')
      .reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], { ...defaults, ...parameters });
  const host = {
    getMode: () => mode,
    getNode: () => ({ id: 'n', name: node.description.displayName, type: 't', typeVersion: 1, parameters }),
    getNodeParameter: (path: string, otherwise: unknown) => valueAt(path) ?? otherwise,
    getCredentials: () => Promise.resolve(credential),
    emit: ([output]: INodeExecutionData[][]) => void items.push(...(output ?? [])),
    emitError: (error: Error) => void errors.push(error),
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
  async function request({ url, method = 'GET', headers, body, abortSignal }: IHttpRequestOptions): Promise<unknown> {
    const response = await fetch(url, {
      method,
      headers: { ...headers } as Record<string, string>,
      ...(body !== undefined && { body: body as string }),
      ...(abortSignal !== undefined && { signal: abortSignal as AbortSignal }),
    });
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: response.body === null ? '' : Readable.from(response.body),
    };
  }
  const response = (await node.trigger!.call(host as unknown as ITriggerFunctions)) as ITriggerResponse;
  isActive = true;
  await response.manualTriggerFunction?.();
  return { items, errors, log, close: async () => response.closeFunction?.() };
}
