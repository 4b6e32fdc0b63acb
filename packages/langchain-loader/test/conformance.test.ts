import { createOperationTool } from '@aai-connectors/langchain';
import type { ToolMessage } from '@langchain/core/messages';
import { type Adapter, conformance } from '@aai-connectors/testkit/conformance';

const tools: Adapter = {
  name: 'A LangChain tool',
  lacks: ['upload_file'],
  alwaysWaits: true,
  async run({ entry, answers }, { client }) {
    const tool = createOperationTool(entry, { client: client() });
    const message = (await tool.invoke({
      type: 'tool_call',
      id: 'call',
      name: entry,
      args: { ...answers },
    })) as ToolMessage;
    if (message.status === 'error') throw new Error(message.content as string);
    return message.artifact;
  },
};

conformance(tools);
