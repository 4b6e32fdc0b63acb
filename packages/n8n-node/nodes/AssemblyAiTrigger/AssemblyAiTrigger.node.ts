import {
  type IHookFunctions,
  type INodeType,
  type INodeTypeDescription,
  type IWebhookFunctions,
  type IWebhookResponseData,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { CREDENTIAL } from '../../src/credential.ts';
import { findEvent } from '../../src/core.ts';
import { TRIGGER_PATH } from '../../src/triggers/address.ts';
import { triggerForm } from '../../src/triggers/form.ts';
import { callTrigger } from '../../src/triggers/webhook.ts';

const event = findEvent('transcript_ready')!;

export class AssemblyAiTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'AssemblyAI Trigger',
    name: 'assemblyAiTrigger',
    icon: { light: 'file:../../icons/assemblyai.svg', dark: 'file:../../icons/assemblyai.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: 'Transcript Ready',
    description: 'Starts the workflow when AssemblyAI reports that a transcript is ready',
    eventTriggerDescription: 'Waiting for AssemblyAI to call this webhook URL',
    defaults: { name: 'AssemblyAI Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: CREDENTIAL, required: true }],
    webhooks: [
      { name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: TRIGGER_PATH },
    ],
    properties: triggerForm(event),
  };

  /** AssemblyAI has no list of webhooks: each transcript has its own webhook URL. */
  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        return false;
      },
      async create(this: IHookFunctions): Promise<boolean> {
        return true;
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        return true;
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await callTrigger(this, event);
  }
}
