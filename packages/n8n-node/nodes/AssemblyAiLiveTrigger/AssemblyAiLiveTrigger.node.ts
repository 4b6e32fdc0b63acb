import {
  type INodeType,
  type INodeTypeDescription,
  type ITriggerFunctions,
  type ITriggerResponse,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { CREDENTIAL } from '../../src/credential.ts';
import { liveForm } from '../../src/live/form.ts';
import { startLive } from '../../src/live/trigger.ts';

export class AssemblyAiLiveTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'AssemblyAI Live Trigger',
    name: 'assemblyAiLiveTrigger',
    icon: { light: 'file:../../icons/assemblyai.svg', dark: 'file:../../icons/assemblyai.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: 'Live Turn',
    description: 'Starts the workflow for each finished turn of a phone call or live stream',
    eventTriggerDescription: 'Waiting for speech',
    defaults: { name: 'AssemblyAI Live Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: CREDENTIAL, required: true }],
    properties: liveForm,
  };

  async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
    return await startLive(this);
  }
}
