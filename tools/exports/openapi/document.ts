import { connectionParams, EVENTS, RESOURCES, sampleOf } from '@aai-connectors/core';
import type { Endpoint } from '../catalogue/endpoint.ts';
import type { Schema, Schemas } from '../schema/json-schema.ts';
import { MAIN_HOST, operationOf } from './operation.ts';
import { serversOf } from './servers.ts';

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly unknown[];
  readonly security: readonly unknown[];
  readonly tags: readonly unknown[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly webhooks?: unknown;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const INFO = {
  title: 'AssemblyAI',
  summary: 'Speech-to-text, and language models for its transcripts.',
  description:
    'Transcribes audio and video files, and reads, searches, translates, and summarizes the transcripts. Written from the catalogue of the AssemblyAI connectors, which is not an official description of the API.',
  version: '1.0.0',
  license: { name: 'MIT', identifier: 'MIT' },
} as const;

const API_KEY = 'apiKey';

/** Words of the tags. */
const TAGS: Readonly<Record<keyof typeof RESOURCES, string>> = {
  transcript: 'Create, read, and delete transcripts.',
  file: 'Upload recordings.',
  llm: 'Send transcripts and text to language models.',
  streaming: 'Transcribe live audio.',
  api: 'Call any endpoint.',
};

const ERROR: Schema = {
  type: 'object',
  properties: { error: { type: 'string', description: 'What went wrong.' } },
  required: ['error'],
  additionalProperties: true,
};

const RESPONSES = {
  BadRequest: 'The request is invalid.',
  Unauthorized: 'The API key is missing or wrong.',
  NotFound: 'Nothing in this project has this ID.',
  TooManyRequests: 'Too many requests. Wait before you try again.',
  ServerError: 'The request failed. Try again in a few minutes.',
} as const;

const contentOf = (name: string): unknown => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});

/** The whole API as an OpenAPI 3.1 document. */
export function openApi31(all: readonly Endpoint[], answers: Schemas): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of all) {
    (paths[endpoint.path] ??= {})[endpoint.method.toLowerCase()] = operationOf(endpoint);
  }
  const used = new Set(all.map(({ resource }) => resource));
  return {
    openapi: '3.1.0',
    info: INFO,
    servers: serversOf(MAIN_HOST),
    security: [{ [API_KEY]: [] }],
    tags: Object.entries(RESOURCES)
      .filter(([id]) => used.has(id as keyof typeof RESOURCES))
      .map(([id, { label }]) => ({ name: label, description: TAGS[id as keyof typeof RESOURCES] })),
    paths,
    webhooks: { transcriptReady: { post: delivery() } },
    components: {
      schemas: { ...answers, Error: ERROR },
      responses: Object.fromEntries(
        Object.entries(RESPONSES).map(([name, description]) => [
          name,
          {
            description,
            ...(name === 'TooManyRequests' && {
              headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
            }),
            content: contentOf('Error'),
          },
        ]),
      ),
      securitySchemes: {
        [API_KEY]: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: connectionParams.api_key.help,
        },
      },
    },
  };
}

/** What the API sends to the webhook URL of a transcript. Contract: `webhooks.md` sections 1 and 2. */
function delivery(): unknown {
  const event = EVENTS.find(({ delivery: kind }) => kind === 'webhook');
  if (event === undefined) throw new Error('The catalogue has no event that a webhook delivers.');
  const { id } = Object(sampleOf(event)) as { readonly id?: unknown };
  return {
    operationId: 'transcriptReady',
    summary: event.label,
    description: 'AssemblyAI calls the webhook URL of a transcript when it is finished.',
    tags: [RESOURCES[event.resource].label],
    security: [{}],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              transcript_id: { type: 'string', description: 'ID of the transcript.' },
              status: { type: 'string', enum: ['completed', 'error'], description: 'Status of the transcript.' },
            },
            required: ['transcript_id', 'status'],
          },
          example: { transcript_id: id, status: 'completed' },
        },
      },
    },
    responses: {
      '200': { description: 'Accepts the delivery. Other statuses make AssemblyAI try again.' },
      '4XX': { description: 'Rejects the delivery.' },
    },
  };
}
