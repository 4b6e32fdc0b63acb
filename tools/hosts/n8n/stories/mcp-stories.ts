import { itemsOf } from '../real/executions.ts';
import { callWebhook } from '../real/webhook.ts';
import type { WorkflowNode } from '../real/commands.ts';
import { expectThat, lastId, successOf } from './seen.ts';
import { MCP_ACCOUNT, type World } from './stage.ts';
import type { Story } from './stories.ts';
import { after, AUDIO, chain, hook, node } from './workflows.ts';

/** A call of a tool of our MCP server, with n8n's own node. */
const mcpTool = ({ mcp }: World, name: string, tool: string, input: string): WorkflowNode =>
  node(
    name,
    '@n8n/n8n-nodes-langchain.mcpClient',
    1.1,
    {
      serverTransport: 'httpStreamable',
      endpointUrl: mcp.url,
      authentication: 'bearerAuth',
      tool: { __rl: true, mode: 'id', value: tool },
      inputMode: 'json',
      jsonInput: input,
      options: {},
    },
    { credentials: { httpBearerAuth: { id: MCP_ACCOUNT.id, name: MCP_ACCOUNT.name } } },
  );

const WORKFLOW = 'storyMcp00000001';

export const MCP_STORIES: readonly Story[] = [
  {
    name: "n8n's MCP Client node transcribes a link and finds what was said",
    workflow: (world) =>
      chain(WORKFLOW, 'mcp', [
        hook('mcp'),
        mcpTool(
          world,
          'Transcribe',
          'transcribe',
          '={{ JSON.stringify({ audio: $json.body.url, speaker_labels: true }) }}',
        ),
        mcpTool(
          world,
          'Find',
          'find_in_transcripts',
          '={{ JSON.stringify({ words: ["particulate matter"], transcript_ids: [$json.content[0].text.match(/Transcript ID: (\\S+)/)[1]] }) }}',
        ),
        after(),
      ]),
    async tell(stage, workflow) {
      const before = await lastId(stage);
      const jobs = stage.standIn.jobs().length;
      await callWebhook(stage.host, 'mcp', { url: AUDIO });
      const execution = await successOf(stage, workflow!.id, before, 90_000);
      const [transcribed, found] = ['Transcribe', 'Find'].map((name) =>
        JSON.stringify(itemsOf(execution, name).map(({ json }) => json)),
      );
      expectThat(transcribed!.includes('The transcript is finished.'), transcribed!.slice(0, 300));
      expectThat(/\[1:\d\d\] Speaker B: /.test(found!), found!.slice(0, 300));
      expectThat(stage.standIn.jobs().length === jobs + 1, 'one job is billed');
      return `one job; ${/\[1:\d\d\] Speaker B: .{40}/.exec(found!)![0]}…`;
    },
  },
];
