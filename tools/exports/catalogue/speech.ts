/** Requests that no operation of the catalogue sends, but whose parameters it knows: short audio, and live sessions. */
import { type Fields, streamingParams, syncParams } from '@aai-connectors/core';
import type { Endpoint } from './endpoint.ts';

const { model: _, ...config } = syncParams;

/** A WAV file in, its transcript out. */
export const syncEndpoint: Endpoint = {
  id: 'transcribe_now',
  label: 'Transcribe Short Audio',
  action: 'Transcribe short audio',
  help: 'Transcribes up to 120 seconds of WAV or PCM audio and returns the transcript in the response. Only in the US region.',
  resource: 'transcript',
  effect: 'write',
  instead: undefined,
  method: 'POST',
  host: 'sync',
  path: '/v1/transcribe/live',
  fields: config,
  body: 'form',
  answer: 'SyncTranscript',
  output: [],
  samples: [
    {
      name: 'transcribe_now',
      label: 'Transcribe Short Audio',
      values: {},
      body: { timestamps: true },
      answer: {
        text: 'Hello, world.',
        words: [
          { text: 'Hello,', start: 120, end: 480, confidence: 0.98 },
          { text: 'world.', start: 520, end: 900, confidence: 0.97 },
        ],
        confidence: 0.98,
        audio_duration_ms: 1000,
        session_id: '0d9bd3bb-6c0c-4c58-8a2c-3a0b0f5f5f70',
        request_time_ms: 140,
      },
    },
  ],
};

/** Name and values of the header that selects the model of a sync transcription. */
export const SYNC_MODEL = { header: 'X-AAI-Model', field: syncParams.model } as const;

/** The WebSocket handshake that opens a live session. */
export const liveEndpoint: Endpoint = {
  id: 'connect_streaming',
  label: 'Open Streaming Session',
  action: 'Open a streaming session',
  help: 'Opens a WebSocket that accepts audio and returns turns while a person speaks.',
  resource: 'streaming',
  effect: 'write',
  instead: undefined,
  method: 'GET',
  host: 'streaming',
  path: '/v3/ws',
  fields: inQueryString(streamingParams),
  body: 'none',
  answer: 'text',
  output: [],
  samples: [],
};

function inQueryString(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, { ...field, place: 'query' }]));
}
