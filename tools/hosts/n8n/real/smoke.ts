/**
 * Tests the harness without the packages of this repository: publishes a workflow, calls it, kills n8n with SIGKILL, and
 * calls it again, in regular mode and in queue mode.
 *
 *   node --conditions=@aai-connectors/source tools/hosts/n8n/real/smoke.ts
 */
import { importWorkflows, publishWorkflow, type Workflow } from './commands.ts';
import { itemsOf, waitForExecution } from './executions.ts';
import { type Host, type HostOptions, prepareHost } from './host.ts';
import { login, nodeTypes } from './rest.ts';
import { callWebhook } from './webhook.ts';

const WORKFLOW: Workflow = {
  id: 'smokeWorkflow001',
  name: 'smoke',
  active: false,
  settings: { executionOrder: 'v1' },
  nodes: [
    {
      id: '5b0a6f0e-3f4e-4d3f-9a51-0d7b2a6c1001',
      name: 'Hook',
      type: 'n8n-nodes-base.webhook',
      typeVersion: 2,
      position: [0, 0],
      webhookId: '5b0a6f0e-3f4e-4d3f-9a51-0d7b2a6c1002',
      parameters: { httpMethod: 'POST', path: 'smoke', responseMode: 'onReceived' },
    },
    {
      id: '5b0a6f0e-3f4e-4d3f-9a51-0d7b2a6c1003',
      name: 'Set',
      type: 'n8n-nodes-base.set',
      typeVersion: 3.4,
      position: [200, 0],
      parameters: {
        assignments: { assignments: [{ id: 'a1', name: 'said', type: 'string', value: '={{ $json.body.say }}' }] },
      },
    },
  ],
  connections: { Hook: { main: [[{ node: 'Set', type: 'main', index: 0 }]] } },
};

const started = performance.now();
let last = started;

function report(what: string): void {
  const now = performance.now();
  process.stdout.write(`${((now - last) / 1000).toFixed(1).padStart(6)} s  ${what}\n`);
  last = now;
}

async function callAndSee(host: Host, say: string): Promise<void> {
  const { status } = await callWebhook(host, 'smoke', { say });
  if (status !== 200) throw new Error(`The webhook answered ${status}.`);
  const execution = await waitForExecution(
    host,
    (one) => one.status !== 'running' && itemsOf(one, 'Set')[0]?.json['said'] === say,
    20_000,
  );
  if (execution.status !== 'success') throw new Error(`The execution ended as ${execution.status}: ${execution.error}`);
  report(`"${say}" is in execution ${execution.id}, ${execution.mode}`);
}

const memory = (host: Host): string =>
  host
    .rssMb()
    .map(({ name, rssMb, childrenMb }) => `${name} ${rssMb} MB + task runner ${childrenMb} MB`)
    .join(', ');

async function story(mode: HostOptions['mode']): Promise<void> {
  const host = await prepareHost({ tarballs: [], mode });
  try {
    report(`${mode} mode: prepared ${host.url}`);
    await importWorkflows(host, [WORKFLOW]);
    report('workflow imported');
    await publishWorkflow(host, WORKFLOW.id);
    report('workflow published');
    await host.start();
    report('started');
    await callAndSee(host, `${mode}, before the cut`);
    report(memory(host));
    const types = await nodeTypes(await login(host));
    report(`${types.length} node types by REST`);
    await host.kill();
    report('killed main');
    await host.restart();
    report('started again');
    await callAndSee(host, `${mode}, after the cut`);
    report(memory(host));
    await host.halt();
    report('halted in order');
  } catch (error) {
    process.stderr.write(`${host.log()}\n`);
    throw error;
  } finally {
    await host.stop();
    report('stopped');
  }
}

await story('regular');
await story('queue');
process.stdout.write(`All of it in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
