import type { INodeProperties } from 'n8n-workflow';
import { alone } from '../names.ts';
import { SIMPLIFY } from '../output-form.ts';
import { mainProperties, optionalProperties } from '../form.ts';
import { type AnyEvent, WEBHOOK_HEADER } from '../core.ts';

/** What a trigger asks: the event's own questions, and how much of the transcript to output. */
export const triggerForm = (event: AnyEvent): INodeProperties[] => [
  {
    displayName: event.delivery === 'webhook' ? ABOUT_WEBHOOK : alone(event.help),
    name: 'about',
    type: 'notice',
    default: '',
  },
  ...(event.delivery === 'webhook' ? SECRET : []),
  ...mainProperties(event),
  SIMPLIFY,
  ...optionalProperties(event),
];

const ABOUT_WEBHOOK =
  'Copy the webhook URL above into the Webhook URL of the transcripts you start. The workflow starts when one of them is done.';

/** Also for n8n's log, when the workflow is activated. */
export const NO_SECRET =
  'Without a webhook secret, anyone who knows the webhook URL can start this workflow with any finished transcript of your account. Enter a secret here and where the transcripts are started.';

const SECRET: readonly INodeProperties[] = [
  {
    displayName: 'Webhook Secret',
    name: 'secret',
    type: 'string',
    typeOptions: { password: true },
    default: '',
    description:
      'What calls must carry: a long random text, and the same as Webhook Header Value where the transcript is started. Calls without it are ignored.',
  },
  {
    displayName: NO_SECRET,
    name: 'secretNotice',
    type: 'notice',
    default: '',
    displayOptions: { show: { secret: [''] } },
  },
  {
    displayName: 'Webhook Header',
    name: 'header',
    type: 'string',
    default: WEBHOOK_HEADER,
    description: 'The same name as Webhook Header Name where the transcript is started',
  },
];
