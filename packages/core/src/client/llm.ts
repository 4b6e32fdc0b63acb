import { withExtra } from '../extra.ts';
import type { GatewayModels } from '../gateway-models.ts';
import type { ChatResponse, Transcript } from '../model.ts';
import { pathId } from './ids.ts';
import { withList } from './shapes.ts';
import type { Transport } from './transport.ts';
import type { Client, UnderstandingParams } from './types.ts';

/** Timeout in milliseconds. Language models respond slowly. */
const TIMEOUT_MS = 180_000;

/** Source: `llm-gateway.md` sections 2, 3 and 6. */
export function createLlm(transport: Transport): Pick<Client, 'llm' | 'understanding'> {
  const post = { method: 'POST', host: 'llm', timeoutMs: TIMEOUT_MS } as const;

  /** The body of a request about a transcript. */
  function bodyOf(params: UnderstandingParams): { readonly json: unknown; readonly transcriptId: string } {
    const { transcript_id: transcriptId } = params;
    pathId(transcriptId, 'transcript_id');
    return { json: withExtra(params), transcriptId };
  }

  const understanding: Client['llm']['understanding'] = async (params, options) =>
    transport.json<Transcript>(
      { ...post, ...bodyOf(params), operation: 'llm.understanding', path: '/understanding', repeat: 'unless-landed' },
      options,
    );

  return {
    llm: {
      chat: (params, options) =>
        transport.json<ChatResponse>(
          {
            ...post,
            operation: 'llm.chat',
            path: '/chat/completions',
            json: withExtra(params),
            repeat: 'unless-landed',
          },
          options,
          withList('choices'),
        ),
      models: (options) =>
        transport.json<GatewayModels>(
          { operation: 'llm.models', method: 'GET', host: 'llm', path: '/models', repeat: 'freely' },
          options,
          withList('data'),
        ),
      understanding,
    },
    understanding: {
      request: understanding,
      async validate(params, options) {
        await transport.text(
          {
            ...post,
            ...bodyOf(params),
            operation: 'understanding.validate',
            path: '/understanding/validate',
            repeat: 'freely',
          },
          options,
        );
      },
    },
  };
}
