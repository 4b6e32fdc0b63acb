import { readFileSync } from 'node:fs';
import {
  type Fields,
  findEntry,
  LIVE_CHANGES,
  streamingParams,
  syncParams,
  transcriptParams,
} from '@aai-connectors/core';
import { type Described, fromSchema, listSpec, type OpenApi, transcriptSpec } from './descriptions.ts';
import { sdkSpec, snakeCase } from './sdk.ts';

/** A form of the catalogue, and everything that describes what it should have. */
export interface Comparison {
  readonly name: string;
  readonly fields: Fields;
  readonly spec: readonly Described[];
}

const paramsOf = (id: string): Fields => findEntry(id)!.params;

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as unknown;

/** What belongs to the connection, and not to the audio. */
const NOT_A_SETTING = new Set(['ApiKey', 'token']);

/** The vendor's descriptions of live transcription, by the file that they come from. */
export const streamingSpec: readonly Described[] = Object.entries(
  read('./spec/streaming-params.json') as Readonly<
    Record<string, readonly (Omit<Described, 'path' | 'values'> & { name: string; enum?: readonly string[] })[]>
  >,
).flatMap(([source, parameters]) =>
  parameters
    .filter(({ name }) => !NOT_A_SETTING.has(name))
    .map(({ name, enum: values, ...rest }) => ({ ...rest, path: name, source, ...(values && { values }) })),
);

const gatewaySpec = fromSchema(
  'llm-gateway.json',
  read('../../stand-in/spec/llm-gateway.json') as OpenApi,
  'LLMGatewayRequest',
);

const named = (source: string, names: readonly string[]): readonly Described[] =>
  names.map((path) => ({ path, source }));

const pick = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, fields[name]!]));

export const COMPARISONS: readonly Comparison[] = [
  { name: 'transcription', fields: transcriptParams, spec: [...transcriptSpec, ...sdkSpec('TranscriptParams')] },
  {
    name: 'list',
    fields: paramsOf('list_transcripts'),
    spec: [...listSpec, ...sdkSpec('ListTranscriptParams', snakeCase)],
  },
  {
    name: 'live transcription',
    fields: streamingParams,
    spec: [...streamingSpec, ...sdkSpec('StreamingTranscriberParams', snakeCase)],
  },
  {
    name: 'changes of a live session',
    fields: pick(streamingParams, LIVE_CHANGES),
    spec: [...sdkSpec('StreamingUpdateConfiguration'), ...named('newer.json', LIVE_CHANGES)],
  },
  { name: 'streaming token', fields: paramsOf('create_streaming_token'), spec: sdkSpec('StreamingTokenParams') },
  {
    name: 'chat',
    fields: paramsOf('llm_chat'),
    spec: [
      ...gatewaySpec,
      ...sdkSpec('ChatCompletionRequest'),
      ...named('newer.json', ['top_p', 'top_k', 'transcript_id', 'fallback_config', 'reasoning', 'model_region']),
    ],
  },
  { name: 'sync transcription', fields: syncParams, spec: sdkSpec('SyncTranscriptionConfig') },
];
