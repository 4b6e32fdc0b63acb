import { number } from '../../kit/fields.ts';
import { operation } from '../../kit/entry.ts';
import { tokenSample } from '../../samples/parts.ts';

export const createStreamingToken = operation({
  id: 'create_streaming_token',
  resource: 'streaming',
  prominence: 'rare',
  label: 'Create Streaming Token',
  action: 'Create a streaming token',
  help: 'Creates a temporary token that lets a browser start a streaming session without your API key.',
  params: {
    expires_in_seconds: number({
      label: 'Expires In',
      help: 'Time in seconds until the token expires, from 1 to 600.',
      required: true,
      whole: true,
      min: 1,
      max: 600,
      unit: 's',
      default: 60,
      example: 60,
      place: 'query',
      source: 'streaming.md 2.1',
    }),
    max_session_duration_seconds: number({
      prominence: 'common',
      label: 'Maximum Session Duration',
      help: 'Maximum length of the session in seconds, from 60 to 10,800. Defaults to 10,800, or 3 hours.',
      whole: true,
      min: 60,
      max: 10800,
      unit: 's',
      serverDefault: 10800,
      example: 600,
      place: 'query',
      source: 'streaming.md 2.1',
    }),
  },
  effect: 'write',
  reads: 'nothing',
  run: ({ client, input, signal }) => client.streaming.createToken(input, { signal }),
  output: [
    { key: 'token', label: 'Token', type: 'text' },
    { key: 'expires_in_seconds', label: 'Expires In (s)', type: 'number' },
  ],
  example: {
    input: { expires_in_seconds: 60 },
    exchange: [
      { method: 'GET', host: 'streaming', path: '/v3/token', query: { expires_in_seconds: '60' }, answer: tokenSample },
    ],
  },
  source: 'streaming.md 2.1',
});
