import type { INodeProperties } from 'n8n-workflow';
import { SIMPLIFY } from '../output-form.ts';
import { essentialProperties, optionalProperties, optionsCollection, requiredProperties } from '../view.ts';
import type { AnyEvent } from '../core.ts';

/** The form of a trigger: how to set it up, the event's own fields, and the Options. */
export const triggerForm = (event: AnyEvent): INodeProperties[] => [
  ...(event.delivery === 'webhook' ? [SETUP] : []),
  ...requiredProperties(event),
  ...essentialProperties(event),
  ...optionsCollection([...optionalProperties(event), SIMPLIFY]),
];

const ABOUT_URL =
  'Copy the webhook URL above. In the AssemblyAI nodes that start transcripts, select the same credential, set Waiting to "Don\'t Wait", and paste the URL into Webhook URL. The nodes send the secret that protects this URL. For transcripts that other programs start, use the AssemblyAI Polling Trigger.';

const SETUP: INodeProperties = {
  displayName: ABOUT_URL,
  name: 'about',
  type: 'notice',
  default: '',
};
