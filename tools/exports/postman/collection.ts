import { connectionParams, findEntry, type HostName, type Region, transcriptParams } from '@aai-connectors/core';
import { type Endpoint, inBody, inPath, inQuery } from '../catalogue/endpoint.ts';
import { actionItemsTask } from '../catalogue/lemur.ts';
import { SYNC_MODEL } from '../catalogue/speech.ts';
import { VARIABLES, withVariables } from '../catalogue/texts.ts';
import { INFO } from '../openapi/document.ts';
import { serversOf } from '../openapi/servers.ts';
import { descriptionOf } from '../schema/field.ts';
import { type Folder, FOLDERS, placeOf, rankOf } from './documented.ts';
import { scriptOf } from './scripts.ts';

/** Name of the recording that requests with a file send. Postman asks for another if it does not exist. */
export const RECORDING = 'recording.wav';

const variable = (name: string): string => `{{${name}}}`;
const urlVariable = (host: HostName): string => `${host}_url`;

/** A request of the collection: an endpoint, or one of several examples of an endpoint. */
interface Request {
  readonly endpoint: Endpoint;
  readonly folder: Folder;
  readonly name: string;
  readonly body: unknown;
  readonly answer: unknown;
  readonly script: readonly string[];
  /** Variables with other names than their parameters. */
  readonly values?: Readonly<Record<string, string>>;
}

/** The collection in Postman's format 2.1. Live sessions are left out, because the format has no WebSockets. */
export async function postmanCollection(all: readonly Endpoint[]): Promise<unknown> {
  const requests = [...(await requestsOf(all.filter(({ id }) => id !== 'connect_streaming')))];
  const hosts = [...new Set(requests.map(({ endpoint: { host } }) => host))];
  return {
    info: {
      name: INFO.title,
      description: `${INFO.description}\n\nSet the variable \`apiKey\` to your API key. To run the whole collection, choose a recording in "Upload a media file" first, or remove that request to transcribe the recording of the variable \`audio_url\`.`,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: {
      type: 'apikey',
      apikey: [
        { key: 'key', value: 'Authorization', type: 'string' },
        { key: 'value', value: variable('apiKey'), type: 'string' },
        { key: 'in', value: 'header', type: 'string' },
      ],
    },
    variable: [
      { key: 'apiKey', value: '', description: connectionParams.api_key.help },
      ...hosts.map((host) => ({ key: urlVariable(host), value: serversOf(host)[0]!.url })),
      ...Object.entries(VARIABLES).map(([key, value]) => ({ key, value })),
      { key: 'redacted_transcript_id', value: VARIABLES.transcript_id },
      { key: 'poll_ms', value: '3000', description: 'Milliseconds between two status checks.' },
    ],
    item: Object.entries(FOLDERS).map(([folder, description]) => ({
      name: folder,
      description,
      item: requests
        .filter((one) => one.folder === folder)
        .toSorted((a, b) => rankOf(a.endpoint.id) - rankOf(b.endpoint.id))
        .map(itemOf),
    })),
  };
}

/** The addresses of a region, as a Postman environment. */
export function postmanEnvironment(region: Region, all: readonly Endpoint[]): unknown {
  const hosts = [...new Set(all.map(({ host }) => host))];
  const { label } = connectionParams.region.options.find(({ value }) => value === region)!;
  return {
    name: `${INFO.title} (${label})`,
    values: hosts.flatMap((host) => {
      const server = serversOf(host).find(({ description }) => description === label);
      return server === undefined
        ? []
        : [{ key: urlVariable(host), value: server.url, type: 'default', enabled: true }];
    }),
    _postman_variable_scope: 'environment',
  };
}

async function requestsOf(all: readonly Endpoint[]): Promise<readonly Request[]> {
  const task = await actionItemsTask();
  return all.flatMap((endpoint): readonly Request[] => {
    const { samples, id } = endpoint;
    const place = placeOf(endpoint);
    const one = (
      { body, answer }: Pick<Request, 'body' | 'answer'>,
      more: Partial<Request> & { readonly script: readonly string[] },
    ): Request => ({ endpoint, ...place, body, answer, ...more });
    const script = scriptOf(id);
    const [first] = samples;
    if (first === undefined) return [];
    switch (id) {
      case 'transcribe':
        return [
          one({ ...first, body: { audio_url: VARIABLES.audio_url } }, { script }),
          one(
            { ...first, body: redacted },
            { script: scriptOf('transcribe_redacted'), name: 'Transcribe audio with PII redaction' },
          ),
        ];
      case 'get_redacted_audio':
        return [one(first, { script, values: { transcript_id: variable('redacted_transcript_id') } })];
      case 'lemur_task':
        return [
          one(first, { script }),
          one(
            { ...first, body: task.body },
            { ...placeOf({ ...endpoint, id: 'lemur_action_items' }), script: scriptOf('') },
          ),
        ];
      default:
        return samples.map((sample) =>
          one(sample, { script, ...(samples.length > 1 && { name: findEntry(sample.name)?.action ?? sample.label }) }),
        );
    }
  });
}

/** The body of a transcription whose audio is redacted. */
const redacted = {
  audio_url: VARIABLES.audio_url,
  redact_pii: true,
  redact_pii_policies: transcriptParams.redact_pii_policies.example,
  redact_pii_audio: true,
};

function itemOf({ endpoint, name, body, answer, script, values = {} }: Request): unknown {
  const { method, host, path, fields, help, instead, samples } = endpoint;
  const query = Object.entries(inQuery(fields)).map(([key, field]) => {
    const value = samples[0]?.values[key];
    return {
      key,
      value: value ?? textOf(field.example ?? field.serverDefault ?? ''),
      description: descriptionOf(key, field, fields),
      ...(value === undefined && { disabled: true }),
    };
  });
  const sent = query
    .filter((one) => !('disabled' in one))
    .map(({ key, value }) => `${key}=${encodeURIComponent(value)}`);
  const parts = path
    .slice(1)
    .replace(/\{(\w+)\}/g, ':$1')
    .split('/');
  return {
    name,
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: script } }],
    request: {
      method,
      description: [help, instead, ...parameterList(endpoint)].filter((part) => part !== undefined).join('\n\n'),
      header: headersOf(endpoint),
      ...bodyOf(endpoint, body),
      url: {
        raw: `${variable(urlVariable(host))}/${parts.join('/')}${sent.length > 0 ? `?${sent.join('&')}` : ''}`,
        host: [variable(urlVariable(host))],
        path: parts,
        ...(query.length > 0 && { query }),
        ...pathVariables(endpoint, values),
      },
    },
    response: [
      {
        name: `${name}: example`,
        status: 'OK',
        code: 200,
        _postman_previewlanguage: typeof answer === 'string' ? 'text' : 'json',
        header: [{ key: 'Content-Type', value: typeof answer === 'string' ? 'text/plain' : 'application/json' }],
        body: typeof answer === 'string' ? answer : JSON.stringify(answer, null, 2),
      },
    ],
  };
}

function pathVariables({ fields, samples }: Endpoint, values: Readonly<Record<string, string>>): object {
  const list = Object.entries(inPath(fields)).map(([key, field]) => ({
    key,
    value: values[key] ?? (Object.hasOwn(VARIABLES, key) ? variable(key) : (samples[0]?.values[key] ?? '')),
    description: descriptionOf(key, field, fields),
  }));
  return list.length === 0 ? {} : { variable: list };
}

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value));

function headersOf({ body }: Endpoint): readonly unknown[] {
  if (body === 'json') return [{ key: 'Content-Type', value: 'application/json' }];
  if (body === 'file') return [{ key: 'Content-Type', value: 'application/octet-stream' }];
  const { header, field } = SYNC_MODEL;
  return body === 'form' ? [{ key: header, value: field.serverDefault, description: field.help }] : [];
}

function bodyOf({ body: kind }: Endpoint, body: unknown): object {
  switch (kind) {
    case 'none':
      return {};
    case 'file':
      return { body: { mode: 'file', file: { src: RECORDING } } };
    case 'form':
      return {
        body: {
          mode: 'formdata',
          formdata: [
            { key: 'config', value: JSON.stringify(body), type: 'text', contentType: 'application/json' },
            { key: 'audio', type: 'file', src: RECORDING, contentType: 'audio/wav' },
          ],
        },
      };
    case 'json':
      return {
        body: { mode: 'raw', raw: withVariables(body, variable), options: { raw: { language: 'json' } } },
      };
  }
}

/** The parameters of the body as a list, because a JSON body shows only those of the example. */
function parameterList({ fields, body }: Endpoint): readonly string[] {
  if (body !== 'json' && body !== 'form') return [];
  const lines = Object.entries(inBody(fields)).flatMap(([key, field]) => {
    if (field.layout === 'merge') return [];
    const path = field.at ?? key;
    const [about] = descriptionOf(path, field, fields).split('\n');
    return [`- \`${path}\`${field.required === true && field.showWhen === undefined ? ' (required)' : ''}: ${about}`];
  });
  return [`Parameters of the body:\n\n${lines.join('\n')}`];
}
