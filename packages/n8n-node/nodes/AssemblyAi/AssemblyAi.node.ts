import {
  type IExecuteFunctions,
  type ILoadOptionsFunctions,
  type INodeExecutionData,
  type INodeListSearchResult,
  type INodeType,
  type INodeTypeDescription,
  type IWebhookDescription,
  type IWebhookFunctions,
  type IWebhookResponseData,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { CREDENTIAL } from '../../src/credential.ts';
import { nodeForm, subtitle } from '../../src/actions/form.ts';
import { searchTranscripts } from '../../src/picker.ts';
import { run } from '../../src/actions/run.ts';
import { WAITING_TOOLTIP } from '../../src/waiting/form.ts';
import { RESUME_PATH } from '../../src/waiting/callback.ts';
import { callWaiting } from '../../src/waiting/webhook.ts';

/** Resumes a waiting execution. Nothing is registered with AssemblyAI, so there is no life cycle. */
const resumeWebhooks: IWebhookDescription[] = [
  {
    name: 'default',
    httpMethod: 'POST',
    responseMode: 'onReceived',
    responseData: '',
    path: RESUME_PATH,
    restartWebhook: true,
  },
];

export class AssemblyAi implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'AssemblyAI',
    name: 'assemblyAi',
    icon: { light: 'file:../../icons/assemblyai.svg', dark: 'file:../../icons/assemblyai.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: subtitle(),
    description: 'Transcribe audio and video, and get subtitles, summaries and answers with AssemblyAI',
    defaults: { name: 'AssemblyAI' },
    usableAsTool: true,
    waitingNodeTooltip: WAITING_TOOLTIP,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: CREDENTIAL, required: true }],
    webhooks: resumeWebhooks,
    properties: nodeForm(),
  };

  methods = {
    listSearch: {
      searchTranscripts(
        this: ILoadOptionsFunctions,
        filter?: string,
        paginationToken?: string,
      ): Promise<INodeListSearchResult> {
        return searchTranscripts(this, filter, paginationToken);
      },
    },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await run(this);
  }

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await callWaiting(this);
  }
}
