import type { WorkflowNode } from '../real/commands.ts';
import type { World } from './stage.ts';
import { ACCOUNT, node, PACKAGE } from './workflows.ts';

/** A trigger for the calls of a line. */
export const liveTrigger = ({ bridge }: World, line: string, account: object = ACCOUNT): WorkflowNode =>
  node(
    'Live',
    `${PACKAGE}.assemblyAiLiveTrigger`,
    1,
    {
      audioSource: 'calls',
      address: bridge.callsUrl,
      line,
      tracks: 'inbound',
      format_turns: true,
      alsoEmit: ['gap', 'end'],
      options: {},
    },
    { credentials: account as WorkflowNode['credentials'] & object },
  );
