import { EVENTS } from '@aai-connectors/core';
import { camelCase, type Endpoint, inBody, inPath, inQuery } from '../catalogue/endpoint.ts';
import { accepted } from '../catalogue/form-words.ts';
import { MAIN_HOST } from '../openapi/operation.ts';
import { serversOf } from '../openapi/servers.ts';
import { bodyForm } from './body.ts';
import { type GroupName, placeOf } from './documented.ts';
import { interfaceOf } from './interface.ts';
import { type Parameter, parameterOf } from './parameter.ts';

/** One module with all its blocks. */
export interface MakeModule {
  readonly id: string;
  readonly group: GroupName;
  readonly label: string;
  readonly description: string;
  readonly moduleType: 'action' | 'search' | 'universal' | 'instant_trigger';
  readonly actionCrud?: 'create' | 'read' | 'delete';
  readonly webhook?: string;
  readonly communication: unknown;
  readonly mappable: readonly Parameter[];
  readonly interface: readonly Parameter[];
  readonly samples: unknown;
}

const CRUD = { read: 'read', write: 'create', delete: 'delete' } as const;
const MAX_PAGE = 200;

/** Checks every 3 seconds for 270 seconds: a module ends after 300 seconds and 100 requests. */
export const WAIT = { delay: 3000, limit: 90 } as const;

const isUnfinished = "{{if(body.status == 'completed', false, if(body.status == 'error', false, true))}}";

/** The modules: one for the request of each operation, the trigger, and the module for any request. */
export function modulesOf(requests: readonly Endpoint[], lemur: readonly Endpoint[]): readonly MakeModule[] {
  const finished = requests.find(({ id }) => id === 'get_transcript');
  if (finished === undefined) throw new Error('The catalogue has no operation that gets a transcript.');
  return [...[...requests, ...lemur].map((endpoint) => moduleOf(endpoint, finished)), trigger(), universal()];
}

/** @param finished what a module returns that waits for a transcript */
function moduleOf(endpoint: Endpoint, finished: Endpoint): MakeModule {
  const { id, help, instead, effect, output, samples, answer } = endpoint;
  const fields = accepted(endpoint.fields);
  const form = bodyForm(inBody(fields));
  const own: MakeModule = {
    id: camelCase(id),
    ...placeOf(endpoint),
    description: [help, instead].filter((part) => part !== undefined).join(' '),
    moduleType: 'action',
    actionCrud: CRUD[effect],
    communication: requestOf(endpoint, form),
    mappable: [
      ...Object.entries({ ...inPath(fields), ...inQuery(fields) }).map(([key, field]) =>
        parameterOf(key, field, fields),
      ),
      ...(endpoint.body === 'file' ? FILE : form.parameters),
    ],
    interface: interfaceOf(output),
    samples: answer === 'text' ? { [textKey(output)]: samples[0]?.answer } : samples[0]?.answer,
  };
  switch (id) {
    case 'transcribe':
      return waiting({ ...own, ...resultOf(finished) });
    case 'wait_for_transcript':
      return {
        ...own,
        ...resultOf(finished),
        communication: { ...(own.communication as object), repeat: { condition: isUnfinished, ...WAIT } },
      };
    case 'list_transcripts':
      return listing(own, endpoint);
    default:
      return own;
  }
}

const resultOf = ({ output, samples }: Endpoint): Pick<MakeModule, 'interface' | 'samples'> => ({
  interface: interfaceOf(output),
  samples: samples[0]?.answer,
});

/** A file of another module. */
const FILE: readonly Parameter[] = [
  { name: 'file_name', label: 'File Name', type: 'filename', semantic: 'file:name', help: 'Name of the file.' },
  {
    name: 'data',
    label: 'Data',
    type: 'buffer',
    semantic: 'file:data',
    required: true,
    help: 'Content of the audio or video file.',
  },
];

/** Name of the member that contains a response in plain text. */
const textKey = ([field]: Endpoint['output']): string => field?.key ?? 'text';

function requestOf(
  { method, path, fields, host, body, answer, output }: Endpoint,
  form: ReturnType<typeof bodyForm>,
): object {
  const query = Object.entries(inQuery(fields)).map(([key, field]) => [
    key,
    field.kind === 'terms' ? `{{join(parameters.${key}, ',')}}` : `{{parameters.${key}}}`,
  ]);
  return {
    url: `${addressOf(host)}${path.replace(/\{(\w+)\}/g, '{{parameters.$1}}')}`,
    method,
    ...(query.length > 0 && { qs: Object.fromEntries(query) }),
    ...(body === 'file' && {
      headers: { 'content-type': 'application/octet-stream' },
      type: 'binary',
      body: '{{parameters.data}}',
    }),
    ...(body === 'json' && {
      type: 'json',
      ...(Object.keys(form.temp).length > 0 && { temp: form.temp }),
      body: form.body,
    }),
    response: answer === 'text' ? { type: 'text', output: { [textKey(output)]: '{{body}}' } } : { output: '{{body}}' },
  };
}

/** Empty for the host of the base. The connection contains the domain of the region. */
const addressOf = (host: Endpoint['host']): string =>
  host === MAIN_HOST ? '' : `https://${new URL(serversOf(host)[0]!.url).host.split('.')[0]!}.{{connection.region}}`;

const WAIT_SWITCH: Parameter = {
  name: 'wait_until_ready',
  label: 'Wait until Transcript is Ready',
  help: 'Return the finished transcript. Turn off for recordings that take longer than four minutes to transcribe, and use Watch for Transcript Ready Notification.',
  type: 'boolean',
  advanced: true,
};

/** Submits, then checks until the transcript is ready, unless the user turned that off. */
const waiting = (own: MakeModule): MakeModule => ({
  ...own,
  description: 'Transcribes an audio or video file.',
  mappable: [...own.mappable, { ...WAIT_SWITCH, default: true } as Parameter],
  communication: [
    { ...(own.communication as object), response: { temp: { transcript: '{{body}}' }, output: '{{body}}' } },
    {
      condition: { condition: '{{parameters.wait_until_ready}}', default: '{{temp.transcript}}' },
      url: '/v2/transcript/{{temp.transcript.id}}',
      method: 'GET',
      repeat: { condition: isUnfinished, ...WAIT },
      response: { output: '{{body}}' },
    },
  ],
});

/** One bundle per transcript, from as many pages as the limit needs. */
function listing(own: MakeModule, { output }: Endpoint): MakeModule {
  const items = output.filter(({ key }) => key.startsWith('transcripts[].'));
  const limit: Parameter = {
    name: 'limit',
    label: 'Limit',
    help: 'Maximum number of transcripts to return.',
    type: 'uinteger',
    required: true,
  };
  const communication = own.communication as { readonly qs: Readonly<Record<string, string>> };
  const [sample] = ((own.samples as { readonly transcripts?: readonly unknown[] }).transcripts ??
    []) as readonly unknown[];
  const { actionCrud: _, ...rest } = own;
  return {
    ...rest,
    moduleType: 'search',
    mappable: [{ ...limit, default: 10 } as Parameter, ...own.mappable.filter(({ name }) => name !== 'limit')],
    interface: interfaceOf(items.map((item) => ({ ...item, key: item.key.slice('transcripts[].'.length) }))),
    samples: sample,
    communication: {
      ...communication,
      qs: { ...communication.qs, limit: `{{if(parameters.limit > ${MAX_PAGE}, ${MAX_PAGE}, parameters.limit)}}` },
      response: { iterate: '{{body.transcripts}}', limit: '{{parameters.limit}}', output: '{{item}}' },
      pagination: {
        url: '{{body.page_details.prev_url}}',
        condition: '{{if(body.page_details.prev_url, true, false)}}',
      },
    },
  };
}

/** Name of the webhook that the trigger listens to. */
export const WEBHOOK = 'transcriptReady';

function trigger(): MakeModule {
  const event = EVENTS.find(({ delivery }) => delivery === 'webhook')!;
  return {
    id: 'watchTranscriptReady',
    ...placeOf({ id: event.id, action: event.action, path: '', resource: event.resource }),
    description:
      'Triggers when a transcript with the URL of this webhook is finished. Copy the URL into Webhook URL of Transcribe an Audio File.',
    moduleType: 'instant_trigger',
    webhook: WEBHOOK,
    communication: {},
    mappable: [],
    interface: [
      { name: 'transcript_id', label: 'Transcript ID', type: 'text' },
      { name: 'status', label: 'Status', type: 'text' },
    ],
    samples: { transcript_id: (event.sample as { readonly id: string }).id, status: 'completed' },
  };
}

/** The module for requests without a module. */
function universal(): MakeModule {
  const pairs = (name: string, label: string, help: string): Parameter => ({
    name,
    label,
    help,
    type: 'array',
    spec: [
      { name: 'key', label: 'Key', type: 'text', required: true },
      { name: 'value', label: 'Value', type: 'text' },
    ],
  });
  return {
    id: 'makeApiCall',
    ...placeOf({ id: 'custom_api_call', action: '', path: '', resource: 'api' }),
    description: 'Sends an authenticated request to any endpoint of the AssemblyAI API.',
    moduleType: 'universal',
    communication: {
      url: '{{parameters.url}}',
      method: '{{parameters.method}}',
      headers: { '{{...}}': "{{toCollection(parameters.headers, 'key', 'value')}}" },
      qs: { '{{...}}': "{{toCollection(parameters.qs, 'key', 'value')}}" },
      body: '{{parameters.body}}',
      type: 'text',
      response: { output: { statusCode: '{{statusCode}}', headers: '{{headers}}', body: '{{body}}' } },
    },
    mappable: [
      {
        name: 'url',
        label: 'URL',
        help: 'Path of the endpoint, such as /v2/transcript.',
        type: 'text',
        required: true,
      },
      {
        name: 'method',
        label: 'Method',
        type: 'select',
        required: true,
        options: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((value) => ({ value, label: value })),
      },
      pairs('headers', 'Headers', 'Additional headers. The API key is added automatically.'),
      pairs('qs', 'Query String', 'Query parameters to add to the URL.'),
      { name: 'body', label: 'Body', help: 'JSON body of the request.', type: 'any' },
    ],
    interface: [
      { name: 'statusCode', label: 'Status Code', type: 'number' },
      { name: 'headers', label: 'Headers', type: 'collection' },
      { name: 'body', label: 'Body', type: 'any' },
    ],
    samples: { statusCode: 200, headers: { 'content-type': 'application/json' }, body: {} },
  };
}
