import type { ChatResponse, Transcript } from '../model.ts';
import { pathId } from './ids.ts';
import { withList } from './shapes.ts';
import type { Transport } from './transport.ts';
import type { Client } from './types.ts';

/** A language model takes its time, ms. */
const PATIENCE_MS = 180_000;

/** Source: `llm-gateway.md` sections 2 and 3. */
export function createLlm(transport: Transport): Client['llm'] {
  const post = { method: 'POST', host: 'llm', repeat: 'unless-landed', timeoutMs: PATIENCE_MS } as const;
  return {
    chat: (params, options) =>
      transport.json<ChatResponse>(
        { ...post, operation: 'llm.chat', path: '/chat/completions', json: params },
        options,
        withList('choices'),
      ),
    async understanding(params, options) {
      pathId(params.transcript_id, 'transcript_id');
      return transport.json<Transcript>(
        {
          ...post,
          operation: 'llm.understanding',
          path: '/understanding',
          json: params,
          transcriptId: params.transcript_id,
        },
        options,
      );
    },
  };
}
