import { createOperationTool } from '@aai-connectors/langchain';
import type { ToolMessage } from '@langchain/core/messages';
import { type Adapter, conformance, type Stage } from '@aai-connectors/testkit/conformance';
import type { Scenario } from '@aai-connectors/testkit/scenarios';

const tools: Adapter = {
  name: 'A LangChain tool',
  lacks: ['upload_file'],
  alwaysWaits: true,
  run: async (scenario, stage) => (await messageOf(scenario, stage)).artifact as unknown,
  shown: {
    simple: async (scenario, stage) => JSON.parse((await messageOf(scenario, stage)).content as string) as unknown,
  },
};

/** What an agent gets from the tool. */
async function messageOf({ entry, answers }: Scenario, { client }: Stage): Promise<ToolMessage> {
  const tool = createOperationTool(entry, { client: client(), maxCharacters: Infinity });
  const call = { type: 'tool_call', id: 'call', name: entry, args: { ...answers } } as const;
  const message = (await tool.invoke(call)) as ToolMessage;
  if (message.status === 'error') throw new Error(message.content as string);
  return message;
}

conformance(tools);
