import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { actionItemsSample } from '../../samples/understanding.ts';
import { transcriptId } from '../transcript/fields.ts';
import { actionItemsOutput } from '../transcript/output.ts';
import { actionItems } from './features.ts';
import { statusOutput, understand } from './understand.ts';

const params = { transcript_id: transcriptId, ...actionItems };

export const listActionItems = operation({
  id: 'list_action_items',
  resource: 'transcript',
  prominence: 'essential',
  label: 'List Action Items',
  action: 'List the action items of a transcript',
  help: 'Lists the tasks to do after the conversation in a finished transcript.',
  params,
  effect: 'write',
  reads: 'nothing',
  run: (context) => understand('action_items', params, context),
  output: [actionItemsOutput, statusOutput('action_items')],
  example: {
    input: { transcript_id: KNOWN.transcriptId },
    exchange: [
      {
        method: 'POST',
        host: 'llm',
        path: '/understanding',
        body: { transcript_id: KNOWN.transcriptId, speech_understanding: { request: { action_items: {} } } },
        answer: actionItemsSample,
      },
    ],
  },
  source: 'newer.md 2',
});
