import type { INodeProperties } from 'n8n-workflow';
import { SIMPLIFY } from '../output-form.ts';
import { essentialProperties, optionalProperties, optionsCollection, requiredProperties } from '../view.ts';
import { type AnyEvent, WEBHOOK_HEADER } from '../core.ts';

/** The form of a trigger: how to set it up, the event's own fields, and the Options. */
export const triggerForm = (event: AnyEvent): INodeProperties[] => [
  ...(event.delivery === 'webhook' ? [SETUP, ...SECRET] : []),
  ...requiredProperties(event),
  ...essentialProperties(event),
  ...optionsCollection([...optionalProperties(event), ...(event.delivery === 'webhook' ? [HEADER] : []), SIMPLIFY]),
];

const ABOUT_URL =
  'Copy the webhook URL above. Where you start transcripts, set Waiting to "Don\'t Wait" and paste it into Webhook URL.';

const SETUP: INodeProperties = {
  displayName: ABOUT_URL,
  name: 'about',
  type: 'notice',
  default: '',
};

/** Also written to n8n's log when the workflow is activated. */
export const NO_SECRET =
  'Without a webhook secret, anyone who knows the webhook URL can start this workflow with any finished transcript of your account. Enter a secret here and where you start transcripts.';

const SECRET: readonly INodeProperties[] = [
  {
    displayName: 'Webhook Secret',
    name: 'secret',
    type: 'string',
    typeOptions: { password: true },
    default: '',
    description:
      'A long random text that calls must contain. Enter the same text as Webhook Header Value where you start transcripts. Calls without it are ignored.',
  },
  {
    displayName: NO_SECRET,
    name: 'secretNotice',
    type: 'notice',
    default: '',
    displayOptions: { show: { secret: [''] } },
  },
];

const HEADER: INodeProperties = {
  displayName: 'Webhook Header Name',
  name: 'header',
  type: 'string',
  default: WEBHOOK_HEADER,
  description: `Name of the header that contains the secret. Enter the same name where you start transcripts. Defaults to ${WEBHOOK_HEADER}.`,
};
