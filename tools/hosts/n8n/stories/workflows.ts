import type { Workflow, WorkflowNode } from '../real/commands.ts';

export const PACKAGE = '@aai-connectors/n8n-nodes-assemblyai';
export const ACCOUNT = { assemblyAiApi: { id: 'credentialOfTest', name: 'AssemblyAI account' } };

export const AUDIO = 'https://assembly.ai/wildfires.mp3';

let count = 0;
const uuid = (): string => `5b0a6f0e-3f4e-4d3f-9a51-${String(++count).padStart(12, '0')}`;

export const node = (
  name: string,
  type: string,
  typeVersion: number,
  parameters: WorkflowNode['parameters'],
  more: Partial<WorkflowNode> = {},
): WorkflowNode => ({ id: uuid(), name, type, typeVersion, position: [200 * count, 0], parameters, ...more });

/** An AssemblyAI node. */
export const assemblyAi = (
  parameters: WorkflowNode['parameters'],
  more: Partial<WorkflowNode> = {},
  name = 'AssemblyAI',
): WorkflowNode => node(name, `${PACKAGE}.assemblyAi`, 1, parameters, { credentials: ACCOUNT, ...more });

export const trigger = (type: string, parameters: WorkflowNode['parameters'] = {}): WorkflowNode =>
  node('Trigger', `${PACKAGE}.${type}`, 1, parameters, { credentials: ACCOUNT, webhookId: uuid() });

/** Takes one call: its JSON, or its body as the binary field `data`. */
export const hook = (path: string, options: Readonly<Record<string, unknown>> = {}): WorkflowNode =>
  node(
    'Hook',
    'n8n-nodes-base.webhook',
    2,
    { httpMethod: 'POST', path, responseMode: 'onReceived', options },
    { webhookId: uuid() },
  );

/** An item for each element of the call's list. */
export const split = (): WorkflowNode =>
  node('Split', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.list', options: {} });

/** Starts a transcript with the webhook URL that it is called with, as another workflow of the user does. */
export const starter = (): Workflow =>
  chain('storyStarter0001', 'starter', [
    hook(STARTER_PATH),
    assemblyAi({
      ...transcribe,
      audio_url: '={{ $json.body.url }}',
      waiting: 'none',
      options: { webhook_url: '={{ $json.body.webhookUrl }}' },
    }),
  ]);

export const STARTER_PATH = 'start-transcript';

/** Shows that the workflow continued, and with which items. */
export const after = (): WorkflowNode => node('After', 'n8n-nodes-base.noOp', 1, {});

/** Sends the transcript's ID to another service. */
export const post = (url: string): WorkflowNode =>
  node('Post', 'n8n-nodes-base.httpRequest', 4.2, {
    method: 'POST',
    url,
    sendBody: true,
    specifyBody: 'json',
    jsonBody: '={{ JSON.stringify({ id: $json.id }) }}',
  });

/** These nodes, one after the other. */
export function chain(id: string, name: string, nodes: readonly WorkflowNode[]): Workflow {
  const pairs = nodes.slice(1).map((next, at) => [nodes[at]!.name, next.name] as const);
  return {
    id,
    name,
    active: false,
    settings: { executionOrder: 'v1' },
    nodes,
    connections: Object.fromEntries(
      pairs.map(([from, to]) => [from, { main: [[{ node: to, type: 'main', index: 0 }]] }]),
    ),
  };
}

/** Turns an item with the ID of a transcript into its result. */
export const waitForTranscript = (): WorkflowNode =>
  assemblyAi(
    {
      resource: 'transcript',
      operation: 'wait_for_transcript',
      transcript_id: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
    },
    {},
    'Wait for Transcript',
  );

/** Suspends the execution at once, and continues without the transcript after `minutes`. */
export const suspendAtOnce = (minutes = 30): WorkflowNode['parameters'] => ({
  ...transcribe,
  options: { stayInStep: 0, waitAtMost: minutes },
});

/** Parameters of the AssemblyAI node that transcribe the link of an item. */
export const transcribe = {
  resource: 'transcript',
  operation: 'transcribe',
  audio_url_source: 'url',
  audio_url: '={{ $json.url }}',
};
