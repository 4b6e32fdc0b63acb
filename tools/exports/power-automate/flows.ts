/** The documented recipes as definitions of flows: with a webhook, and by polling. */
import { DOCUMENTED } from './documented.ts';

/** The name of the connection in the flows. */
export const CONNECTION = 'shared_assemblyai';

interface Step {
  readonly type: string;
  readonly inputs?: unknown;
  readonly [part: string]: unknown;
}

/** Puts steps one after another. */
function chained(steps: Readonly<Record<string, Step>>): Readonly<Record<string, unknown>> {
  const names = Object.keys(steps);
  return Object.fromEntries(
    Object.entries(steps).map(([name, step], at) => [
      name,
      { ...step, runAfter: at === 0 ? {} : { [names[at - 1]!]: ['Succeeded'] } },
    ]),
  );
}

const action = (id: string, parameters: Readonly<Record<string, unknown>>): Step => ({
  type: 'OpenApiConnection',
  inputs: {
    host: {
      connectionName: CONNECTION,
      operationId: DOCUMENTED[id]!.operationId,
      apiId: `/providers/Microsoft.PowerApps/apis/${CONNECTION}`,
    },
    parameters,
    authentication: "@parameters('$authentication')",
  },
});

const flow = (triggers: unknown, actions: unknown, parameters: object = {}): unknown => ({
  definition: {
    $schema:
      'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
    contentVersion: '1.0.0.0',
    parameters: {
      $connections: { defaultValue: {}, type: 'Object' },
      $authentication: { defaultValue: {}, type: 'SecureObject' },
      ...parameters,
    },
    triggers,
    actions,
  },
});

/** A button that asks for texts. */
const button = (questions: Readonly<Record<string, string>>): unknown => ({
  manual: {
    type: 'Request',
    kind: 'Button',
    inputs: {
      schema: {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(questions).map(([name, title]) => [
            name,
            { title, type: 'string', 'x-ms-dynamically-added': true, 'x-ms-content-hint': 'TEXT' },
          ]),
        ),
        required: Object.keys(questions),
      },
    },
  },
});

const asked = (name: string): string => `@triggerBody()?['${name}']`;
const statusOf = (step: string): string => `outputs('${step}')?['body/status']`;

/** Ends the flow with the reason if the transcript failed. */
const endIfFailed = (step: string): Step => ({
  type: 'If',
  expression: { equals: [`@${statusOf(step)}`, 'error'] },
  actions: {
    End_with_transcript_error: {
      type: 'Terminate',
      inputs: {
        runStatus: 'Failed',
        runError: { code: 'Transcript Error', message: `@{outputs('${step}')?['body/error']}` },
      },
      runAfter: {},
    },
  },
  else: { actions: {} },
});

const result = (step: string): Step => ({ type: 'Compose', inputs: `@outputs('${step}')?['body/text']` });

/** Submits a recording, checks its status every five seconds, and continues with the text. */
export const pollingFlow = flow(
  button({ audio_url: 'Audio URL' }),
  chained({
    Transcribe_Audio: action('transcribe', { 'body/audio_url': asked('audio_url') }),
    Initialize_transcript_status: {
      type: 'InitializeVariable',
      inputs: { variables: [{ name: 'transcript_status', type: 'string', value: `@${statusOf('Transcribe_Audio')}` }] },
    },
    Until_transcript_is_ready: {
      type: 'Until',
      expression:
        "@or(equals(variables('transcript_status'), 'completed'), equals(variables('transcript_status'), 'error'))",
      // 5,000 is the most that a flow allows.
      limit: { count: 5000, timeout: 'PT24H' },
      actions: chained({
        Delay: { type: 'Wait', inputs: { interval: { count: 5, unit: 'Second' } } },
        Check_Transcript: action('get_transcript', { transcript_id: "@outputs('Transcribe_Audio')?['body/id']" }),
        Set_transcript_status: {
          type: 'SetVariable',
          inputs: { name: 'transcript_status', value: `@${statusOf('Check_Transcript')}` },
        },
      }),
    },
    Get_Transcript: action('get_transcript', { transcript_id: "@outputs('Transcribe_Audio')?['body/id']" }),
    Check_for_error: endIfFailed('Get_Transcript'),
    Transcript_text: result('Get_Transcript'),
  }),
);

const SECRET = { name: 'X-Webhook-Secret', question: 'webhook_secret' } as const;

/** Submits a recording, and asks AssemblyAI to call the other flow. */
export const webhookSubmitFlow = flow(
  button({ audio_url: 'Audio URL', webhook_url: 'URL of the receiving flow', [SECRET.question]: 'Webhook secret' }),
  chained({
    Transcribe_Audio: action('transcribe', {
      'body/audio_url': asked('audio_url'),
      'body/webhook_url': asked('webhook_url'),
      'body/webhook_auth_header_name': SECRET.name,
      'body/webhook_auth_header_value': asked(SECRET.question),
    }),
  }),
);

/** Starts when AssemblyAI calls it, and continues with the text. */
export const webhookReceiveFlow = flow(
  {
    manual: {
      type: 'Request',
      kind: 'Http',
      inputs: {
        method: 'POST',
        triggerAuthenticationType: 'All',
        schema: {
          type: 'object',
          properties: { transcript_id: { type: 'string' }, status: { type: 'string' } },
          required: ['transcript_id', 'status'],
        },
      },
      // Deliveries without the secret do not start the flow.
      conditions: [
        { expression: `@equals(triggerOutputs()?['headers']?['${SECRET.name}'], parameters('${SECRET.question}'))` },
      ],
    },
  },
  chained({
    Get_Transcript: action('get_transcript', { transcript_id: asked('transcript_id') }),
    Check_for_error: endIfFailed('Get_Transcript'),
    Transcript_text: result('Get_Transcript'),
  }),
  { [SECRET.question]: { defaultValue: '', type: 'SecureString' } },
);
