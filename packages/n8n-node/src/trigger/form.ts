import type { INodeProperties } from 'n8n-workflow';
import { alone } from '../names.ts';
import { propertiesOf } from '../properties.ts';
import { type AnyEvent, WEBHOOK_HEADER } from '../suite.ts';

/** What a trigger asks: the event's own questions, then how much of the transcript to hand on. */
export const triggerForm = (event: AnyEvent): INodeProperties[] => [
  { displayName: alone(event.help), name: 'about', type: 'notice', default: '' },
  ...(event.delivery === 'webhook' ? SECRET : []),
  ...propertiesOf(event),
  {
    displayName: 'Simplify',
    name: 'simplify',
    type: 'boolean',
    default: true,
    description: 'Whether to return a simplified version of the response instead of the raw data',
  },
];

const SECRET: readonly INodeProperties[] = [
  {
    displayName: 'Webhook Secret',
    name: 'secret',
    type: 'string',
    typeOptions: { password: true },
    default: '',
    description:
      'What the calls must carry: the same text as Webhook Header Value where the transcript is started. Calls without it are ignored. Leave it empty to take every call; the transcript itself is always read with your own key.',
  },
  {
    displayName: 'Webhook Header',
    name: 'header',
    type: 'string',
    default: WEBHOOK_HEADER,
    description: 'The same name as Webhook Header Name where the transcript is started',
  },
];
