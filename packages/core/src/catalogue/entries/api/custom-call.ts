import type { RawRequest, RawResponse } from '../../../client/types.ts';
import type { Json } from '../../../model.ts';
import { choice, json, text } from '../../kit/fields.ts';
import { operation } from '../../kit/entry.ts';
import { listSample } from '../../samples/parts.ts';

const sample: RawResponse = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: listSample,
};

export const customApiCall = operation({
  id: 'custom_api_call',
  resource: 'api',
  prominence: 'rare',
  label: 'Custom API Call',
  action: 'Make a custom API call',
  help: 'Sends an authenticated request to any endpoint of the AssemblyAI API.',
  params: {
    method: choice({
      label: 'Method',
      help: 'HTTP method of the request.',
      options: [
        { value: 'GET', label: 'GET' },
        { value: 'POST', label: 'POST' },
        { value: 'PUT', label: 'PUT' },
        { value: 'PATCH', label: 'PATCH' },
        { value: 'DELETE', label: 'DELETE' },
      ],
      required: true,
      default: 'GET',
      place: 'local',
      source: 'systems.md B1, B2',
    }),
    path: text({
      label: 'Path',
      help: 'Path of the endpoint, or its full URL.',
      required: true,
      example: '/v2/transcript',
      place: 'local',
      source: 'systems.md B1, B2',
    }),
    host: choice({
      label: 'API',
      help: 'AssemblyAI API to call. Leave empty to use the transcription API.',
      options: [
        { value: 'api', label: 'Transcription' },
        { value: 'llm', label: 'LLM Gateway' },
        { value: 'streaming', label: 'Streaming' },
        { value: 'sync', label: 'Sync Transcription' },
        { value: 'dictation', label: 'Dictation' },
        { value: 'tts', label: 'Text to Speech' },
        { value: 'agents', label: 'Voice Agents' },
      ],
      serverDefault: 'api',
      place: 'local',
      source: 'rest.md 1, newer.md 3, 4, 8, 9',
    }),
    query: json({
      prominence: 'common',
      label: 'Query Parameters',
      help: 'Query parameters to add to the URL.',
      shape: 'object',
      example: { limit: 5 },
      place: 'local',
      source: 'systems.md B1, B2',
    }),
    headers: json({
      prominence: 'common',
      label: 'Headers',
      help: 'Additional headers. The API key is added automatically.',
      shape: 'object',
      place: 'local',
      source: 'systems.md B1, B2',
    }),
    body: json({
      prominence: 'common',
      label: 'Body',
      help: 'JSON body of the request.',
      shape: 'object',
      place: 'local',
      source: 'systems.md B1, B2',
    }),
  },
  effect: 'write',
  reads: 'nothing',
  run: ({ client, input: { method, path, host, query, headers, body }, signal }) =>
    client.request({ method, path, host, query: scalarsOf(query), headers: textsOf(headers), body }, { signal }),
  output: [
    { key: 'status_code', from: 'status', label: 'Status Code', type: 'number' },
    { key: 'headers', label: 'Headers', type: 'object' },
    { key: 'body', label: 'Body', type: 'object' },
  ],
  sample,
  example: {
    input: { method: 'GET', path: '/v2/transcript', query: { limit: 1 } },
    exchange: [{ method: 'GET', path: '/v2/transcript', query: { limit: '1' }, answer: listSample }],
  },
  source: 'systems.md B1, B2',
});

const membersOf = (value: Json | undefined): [string, Json][] =>
  Object.entries((value ?? {}) as Readonly<Record<string, Json>>).filter(([, member]) => member !== null);

const asText = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

const textsOf = (value: Json | undefined): Record<string, string> =>
  Object.fromEntries(membersOf(value).map(([name, member]) => [name, asText(member)]));

const scalarsOf = (value: Json | undefined): NonNullable<RawRequest['query']> =>
  Object.fromEntries(
    membersOf(value).map(([name, member]) => [
      name,
      Array.isArray(member)
        ? (member as readonly Json[]).map(asText)
        : typeof member === 'object'
          ? asText(member)
          : member!,
    ]),
  ) as NonNullable<RawRequest['query']>;
