import type { StreamingToken } from '../model.ts';
import { withText } from './shapes.ts';
import type { Transport } from './transport.ts';
import type { Client } from './types.ts';

/** Source: `streaming.md` section 2.1. */
export function createStreamingTokens(transport: Transport): Client['streaming'] {
  return {
    createToken: async (query, options) =>
      transport.json<StreamingToken>(
        {
          operation: 'streaming.createToken',
          method: 'GET',
          host: 'streaming',
          path: '/v3/token',
          query: { ...query },
          repeat: 'freely',
        },
        options,
        withText('token'),
      ),
  };
}
