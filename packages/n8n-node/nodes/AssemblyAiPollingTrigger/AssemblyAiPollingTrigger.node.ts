import {
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  type IPollFunctions,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { CREDENTIAL } from '../../src/credential.ts';
import { findEvent } from '../../src/core.ts';
import { triggerForm } from '../../src/triggers/form.ts';
import { poll } from '../../src/triggers/polling.ts';

const event = findEvent('new_transcript')!;

export class AssemblyAiPollingTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'AssemblyAI Polling Trigger',
    name: 'assemblyAiPollingTrigger',
    icon: { light: 'file:../../icons/assemblyai.svg', dark: 'file:../../icons/assemblyai.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: 'New Transcript',
    description: 'Starts the workflow when your AssemblyAI account has a new finished transcript',
    defaults: { name: 'AssemblyAI Polling Trigger' },
    polling: true,
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: CREDENTIAL, required: true }],
    properties: triggerForm(event),
  };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return await poll(this, event);
  }
}
