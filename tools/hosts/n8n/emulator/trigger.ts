import type {
  IDataObject,
  IHttpRequestOptions,
  INodeExecutionData,
  INodeType,
  IPollFunctions,
  IWebhookFunctions,
} from 'n8n-workflow';

/** A call of a trigger's webhook. */
export interface TriggerCall {
  readonly body: IDataObject;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What a trigger emits while a person tries it out with the form as it is at first: by one poll, or for one call of its
 * webhook. The host's requests are plain ones with the key in `authorization`.
 *
 * @param call a trigger that polls gets none
 * @param parameters what the form holds, if it is not as it is at first
 */
export async function emittedBy(
  node: INodeType,
  credential: IDataObject,
  call?: TriggerCall,
  parameters: IDataObject = {},
): Promise<readonly INodeExecutionData[]> {
  const memory: IDataObject = {};
  const host = {
    getMode: () => 'manual',
    getWorkflow: () => ({ id: 'w', active: false }),
    getNode: () => ({ id: 'n', name: node.description.displayName, type: 't', typeVersion: 1, parameters: {} }),
    getNodeParameter: (name: string, otherwise: unknown) => parameters[name] ?? otherwise,
    getWorkflowStaticData: () => memory,
    getCredentials: () => Promise.resolve(credential),
    getBodyData: () => call?.body,
    getHeaderData: () => call?.headers ?? {},
    getQueryData: () => ({}),
    getResponseObject: () => ({ status: (code: number) => ({ json: () => code }) }),
    helpers: {
      async httpRequestWithAuthentication(_: string, { method, url, headers }: IHttpRequestOptions) {
        const sent = { ...headers, authorization: String(credential['apiKey']) } as Record<string, string>;
        const response = await fetch(url, { method: method ?? 'GET', headers: sent });
        return {
          statusCode: response.status,
          headers: Object.fromEntries(response.headers),
          body: await response.text(),
        };
      },
    },
  };
  if (call === undefined) return (await node.poll!.call(host as unknown as IPollFunctions))?.[0] ?? [];
  return (await node.webhook!.call(host as unknown as IWebhookFunctions)).workflowData?.[0] ?? [];
}
