import { ENTRIES, exampleInput } from '@aai-connectors/core';
import { createOperationTool } from '@aai-connectors/langchain';
import type { Part } from '../part.ts';
import { FINE } from '../part.ts';
import { leakIn, shownOf } from './detect.ts';
import { anyEcho } from './echoes.ts';
import { anyKey } from './keys.ts';
import { clientOf } from './rest.ts';

const TOOLS = ENTRIES.filter(({ id }) => id !== 'upload_file');
const STATUSES = [200, 307, 400, 401, 403, 404, 422, 429, 500, 503];

/** The tools of LangChain.js: their answers go to a model, and from there anywhere. */
export const toolLeaks: Part = {
  id: 'leaks/langchain',
  label: 'Key leaks: LangChain tools',
  cases: 2_000,
  open: () =>
    Promise.resolve({
      async run(random) {
        const key = anyKey(random);
        const echo = anyEcho(key.key, random, STATUSES);
        const entry = random.pick(TOOLS);
        const fetch = (): Promise<Response> => {
          const { status, statusText, headers, body } = echo;
          return Promise.resolve(new Response(body, { status, statusText, headers }));
        };
        const client = clientOf(key.key, false, fetch, []);
        const tool = createOperationTool(entry.id, { client });
        const call = { type: 'tool_call' as const, id: 'call', name: entry.id, args: { ...exampleInput(entry, {}) } };
        let shown = '';
        await tool.invoke(call).then(
          // What succeeded is the answer of the service itself.
          (message: unknown) => {
            if ((message as { readonly status?: unknown }).status === 'error') shown = shownOf(message);
          },
          (error: unknown) => (shown = shownOf(error)),
        );
        const leak = leakIn(shown, key);
        return leak === undefined ? FINE : { failures: [`${entry.id}: ${echo.how}: ${leak}`] };
      },
    }),
};
