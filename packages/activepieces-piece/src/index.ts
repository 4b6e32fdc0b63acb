import { jobAction } from './lib/actions/job.ts';
import { operationAction } from './lib/actions/operation.ts';
import { assemblyAiAuth } from './lib/credential.ts';
import { createPiece, PieceCategory } from './lib/host-values.ts';
import { ENTRIES, EVENTS } from './lib/core.ts';
import { pollingTrigger } from './lib/triggers/polling.ts';
import { webhookTrigger } from './lib/triggers/webhook.ts';

/** Each operation of the catalogue as an action, and each event as a trigger. */
export const assemblyAi = createPiece({
  displayName: 'AssemblyAI',
  description: 'Turn speech into text, subtitles, summaries, and answers.',
  auth: assemblyAiAuth,
  minimumSupportedRelease: '0.82.0',
  logoUrl: 'https://cdn.activepieces.com/pieces/assemblyai.png',
  categories: [PieceCategory.ARTIFICIAL_INTELLIGENCE],
  authors: ['aai-connectors'],
  actions: ENTRIES.map((entry) => (entry.kind === 'job' ? jobAction(entry) : operationAction(entry))),
  triggers: EVENTS.map((event) => (event.delivery === 'webhook' ? webhookTrigger(event) : pollingTrigger(event))),
});
