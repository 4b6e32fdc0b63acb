import { type HostName, RESOURCES } from '@aai-connectors/core';
import { camelCase, type Endpoint, inBody, inPath, inQuery, type Sample } from '../catalogue/endpoint.ts';
import { SYNC_MODEL } from '../catalogue/speech.ts';
import { descriptionOf, fieldSchema, objectOf } from '../schema/field.ts';
import type { JsonValue, Schema } from '../schema/json-schema.ts';
import { serversOf } from './servers.ts';

type JsonObject = { readonly [key: string]: JsonValue };

/** The host that requests go to unless their path names another. */
export const MAIN_HOST: HostName = 'api';

/** JSON without the members that are undefined. */
const json = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

/** The operation of an endpoint in an OpenAPI 3.1 document. */
export function operationOf(endpoint: Endpoint): JsonObject {
  const { id, label, help, instead, resource, host } = endpoint;
  return json({
    operationId: camelCase(id),
    summary: label,
    description: [help, instead].filter((part) => part !== undefined).join(' '),
    tags: [RESOURCES[resource].label],
    deprecated: instead === undefined ? undefined : true,
    servers: host === MAIN_HOST ? undefined : serversOf(host),
    parameters: parametersOf(endpoint),
    requestBody: requestOf(endpoint),
    responses: {
      ...(id === 'connect_streaming'
        ? { '101': { description: 'The connection is now a WebSocket.' } }
        : { '200': responseOf(endpoint) }),
      '400': { $ref: '#/components/responses/BadRequest' },
      '401': { $ref: '#/components/responses/Unauthorized' },
      ...(Object.keys(inPath(endpoint.fields)).length > 0 && { '404': { $ref: '#/components/responses/NotFound' } }),
      '429': { $ref: '#/components/responses/TooManyRequests' },
      default: { $ref: '#/components/responses/ServerError' },
    },
  });
}

function parametersOf({ fields, samples, body, host }: Endpoint): unknown {
  const [sample] = samples;
  const list = [
    ...Object.entries(inPath(fields)).map(([name, field]) => ({ name, in: 'path', required: true, field })),
    ...Object.entries(inQuery(fields)).map(([name, field]) => ({ name, in: 'query', required: field.required, field })),
  ].map(({ name, field, required, ...place }) => {
    const { title: _, description, examples, deprecated, ...schema } = fieldSchema(name, field, fields);
    const value = sample?.values[name];
    const example = value === undefined ? examples?.[0] : typedAs(schema.type, value);
    return {
      name,
      ...place,
      required: required === true ? true : undefined,
      description,
      deprecated,
      ...encoded(schema, host, example),
    };
  });
  const model =
    body === 'form'
      ? [
          {
            name: SYNC_MODEL.header,
            in: 'header',
            required: true,
            description: descriptionOf('model', SYNC_MODEL.field, {}),
            example: SYNC_MODEL.field.serverDefault,
            schema: { type: 'string' },
          },
        ]
      : [];
  const all = [...list, ...model];
  return all.length === 0 ? undefined : all;
}

/** How a value is written to the URL: in a live session as JSON, otherwise a list with commas. */
function encoded(schema: Schema, host: HostName, example: unknown): object {
  const isLong = schema.type === 'array' || schema.type === 'object';
  if (isLong && host === 'streaming') return { content: { 'application/json': { schema, example } } };
  return { example, ...(schema.type === 'array' && { style: 'form', explode: false }), schema };
}

/** A value of the URL in the type of its parameter. */
const typedAs = (type: unknown, text: string): unknown =>
  type === 'integer' || type === 'number' || type === 'boolean'
    ? JSON.parse(text)
    : type === 'array'
      ? text.split(',')
      : text;

function requestOf(endpoint: Endpoint): unknown {
  switch (endpoint.body) {
    case 'none':
      return undefined;
    case 'file': {
      const [field] = Object.values(inBody(endpoint.fields));
      return {
        required: true,
        description: field?.help,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      };
    }
    case 'form':
      return {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: {
                config: objectOf(inBody(endpoint.fields)),
                audio: { type: 'string', format: 'binary', description: 'WAV file, or 16-bit PCM.' },
              },
              required: ['config', 'audio'],
            },
            encoding: { config: { contentType: 'application/json' }, audio: { contentType: 'audio/wav, audio/pcm' } },
          },
        },
      };
    case 'json':
      return {
        required: true,
        content: {
          'application/json': { schema: objectOf(inBody(endpoint.fields)), ...examples(endpoint, 'body') },
        },
      };
  }
}

function responseOf(endpoint: Endpoint): unknown {
  const { answer, label } = endpoint;
  const content =
    answer === 'text'
      ? { 'text/plain': { schema: { type: 'string' }, ...examples(endpoint, 'answer') } }
      : {
          'application/json': {
            schema:
              answer === 'json'
                ? { type: 'object', additionalProperties: true }
                : { $ref: `#/components/schemas/${answer}` },
            ...examples(endpoint, 'answer'),
          },
        };
  return { description: `Response of ${label}.`, content };
}

/** One example, or one for each operation that sends the request. */
function examples({ samples }: Endpoint, part: 'body' | 'answer'): object {
  const [first, ...others] = samples;
  if (first === undefined) return {};
  if (others.length === 0) return { example: first[part] };
  const named = (sample: Sample): [string, unknown] => [
    camelCase(sample.name),
    { summary: sample.label, value: sample[part] },
  ];
  return { examples: Object.fromEntries(samples.map(named)) };
}
