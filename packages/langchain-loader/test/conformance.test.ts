import { createOperationTool } from '@aai-connectors/langchain';
import { createClient } from '@aai-connectors/core/node';
import type { ToolMessage } from '@langchain/core/messages';
import { type Adapter, conformance } from '@aai-connectors/testkit/conformance';

const tools: Adapter = {
  name: 'A LangChain tool',
  lacks: ['upload_file'],
  async run({ entry, answers }, { standIn, pass }) {
    const client = createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts, validate: false });
    (client.transport.hands as { sleep: (ms: number) => Promise<void> }).sleep = pass;
    const tool = createOperationTool(entry, { client });
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
