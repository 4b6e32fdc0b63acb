import { listSearch, nodeTypes, testCredential } from '../real/rest.ts';
import { itemsOf, readExecutions } from '../real/executions.ts';
import { until } from '../real/until.ts';
import { expectThat, lastId, successOf, textsOf } from './seen.ts';
import { credentialFor, type Stage, type World } from './stage.ts';
import { callWebhook } from '../real/webhook.ts';
import { after, AUDIO, chain, starter, STARTER_PATH, trigger } from './workflows.ts';
import type { Workflow } from '../real/commands.ts';

/** One behavior to observe in a real n8n. */
export interface Story {
  readonly name: string;
  readonly workflow?: (world: World) => Workflow;
  /** Other workflows that take part. */
  readonly others?: readonly Workflow[];
  /** What was observed, in a few words. @throws if the behavior is missing. */
  tell(stage: Stage, workflow: Workflow | undefined): Promise<Seen>;
}

/** What was observed, in a few words, perhaps with a table of measurements. */
export type Seen = string | { readonly seen: string; readonly table: string };

/** Submits a transcript without n8n, as another program of the account would. @returns its ID */
async function submit({ standIn }: Stage, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const answer = await fetch(`${standIn.url}/v2/transcript`, {
    method: 'POST',
    headers: { authorization: standIn.keys[0]!, 'content-type': 'application/json' },
    body: JSON.stringify({ audio_url: AUDIO, ...more }),
  });
  return ((await answer.json()) as { readonly id: string }).id;
}

const triggerUrl = ({ host }: Stage, { nodes }: Workflow): string =>
  `${host.webhookUrl}webhook/${nodes[0]!.webhookId!}/transcript-ready`;

/** Starts a transcript for the trigger of this workflow, with an AssemblyAI node. @returns the secret that the node sent */
async function startFor(stage: Stage, workflow: Workflow): Promise<string> {
  await callWebhook(stage.host, STARTER_PATH, { url: AUDIO, webhookUrl: triggerUrl(stage, workflow) });
  const submitted = await until(
    () =>
      stage.standIn.requests().findLast(({ body }) => JSON.stringify(body ?? '').includes(triggerUrl(stage, workflow))),
    { limitMs: 20_000, late: () => 'No transcript was started.' },
  );
  return (submitted.body as Readonly<Record<string, string>>)['webhook_auth_header_value']!;
}

const isCompleted = ({ standIn }: Stage, id: string): Promise<true> =>
  until(
    async () => {
      const answer = await fetch(`${standIn.url}/v2/transcript/${id}`, {
        headers: { authorization: standIn.keys[0]! },
      });
      return ((await answer.json()) as { readonly status: string }).status === 'completed' ? true : undefined;
    },
    { limitMs: 60_000, late: () => 'The transcript was not ready.' },
  );

export const STORIES: readonly Story[] = [
  {
    name: 'the trigger starts a workflow when a transcript is ready',
    workflow: () => chain('storyTrigger0001', 'trigger', [trigger('assemblyAiTrigger'), after()]),
    others: [starter()],
    async tell(stage, workflow) {
      const before = await lastId(stage);
      await startFor(stage, workflow!);
      const execution = await successOf(stage, 'storyTrigger0001', before);
      expectThat(String(textsOf(execution)[0]).length > 100, 'the item has the text');
      return 'one execution with the text';
    },
  },
  {
    name: '50 identical calls to the trigger at once, 50 for made-up transcripts, and 100 forged ones',
    workflow: () => chain('storyFlood000001', 'flood', [trigger('assemblyAiTrigger'), after()]),
    others: [starter()],
    async tell(stage, workflow) {
      const earlier = await lastId(stage);
      const secret = await startFor(stage, workflow!);
      await successOf(stage, workflow!.id, earlier);
      const before = await lastId(stage);
      const url = triggerUrl(stage, workflow!);
      const id = await submit(stage);
      await isCompleted(stage, id);
      const call = async (transcript_id: string, headers: Readonly<Record<string, string>>): Promise<number> => {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify({ transcript_id, status: 'completed' }),
        });
        await answer.arrayBuffer();
        return answer.status;
      };
      const right = { 'x-assemblyai-webhook-secret': secret };
      const wrong = { 'x-assemblyai-webhook-secret': '0'.repeat(64) };
      const turns = Array.from({ length: 50 }, (_, at) => at);
      const [trueOnes, forged] = await Promise.all([
        Promise.all(turns.flatMap((at) => [call(id, right), call(`made-up-${at}`, right)])),
        Promise.all(turns.flatMap(() => [call(id, {}), call(id, wrong)])),
      ]);
      const statuses = new Set(trueOnes);
      // On a busy machine, n8n can't read the credential in time: nobody knows then whether a call is forged.
      const refusals = new Set(forged);
      expectThat(
        refusals.has(401) && [...refusals].every((status) => status === 401 || status === 503),
        `forged calls are answered 401, or 503 under pressure, not ${[...refusals].join()}`,
      );
      await successOf(stage, workflow!.id, before);
      // A later call finds the transcript among those that the workflow has started with.
      statuses.add(await call(id, right));
      const runs = (await readExecutions(stage.host)).filter(
        (execution) => execution.workflowId === workflow!.id && Number(execution.id) > before,
      );
      expectThat(runs.length === 1, `one execution starts, not ${runs.length}`);
      return `101 calls answered ${[...statuses].join(' and ')}, 100 forged ones ${[...refusals].join(' and ')}, one execution`;
    },
  },
  {
    name: 'the polling trigger emits new transcripts once, also over a restart',
    workflow: () =>
      chain('storyPolling0001', 'polling', [
        trigger('assemblyAiPollingTrigger', { pollTimes: { item: [{ mode: 'everyMinute' }] } }),
        after(),
      ]),
    async tell(stage, workflow) {
      const found = async (): Promise<string[]> =>
        (await readExecutions(stage.host))
          .filter(({ workflowId, status }) => workflowId === workflow!.id && status === 'success')
          .flatMap((execution) => itemsOf(execution, 'After').map(({ json }) => String(json['id'])));
      const appears = (id: string): Promise<true> =>
        until(async () => ((await found()).includes(id) ? true : undefined), {
          limitMs: 130_000,
          everyMs: 500,
          late: async () => `${id} is not among ${(await found()).join(', ')}`,
        });
      await appears(await submit(stage));
      const first = (await found()).length;
      await stage.host.kill();
      await stage.host.restart();
      await appears(await submit(stage));
      const ids = await found();
      expectThat(new Set(ids).size === ids.length, 'no transcript twice');
      return `${first} before the restart, ${ids.length - first} after it, none twice`;
    },
  },
  {
    name: 'polling delivers 150 of 150 transcripts that finish between two polls, over a restart',
    workflow: () =>
      chain('storyPolling0150', 'polling150', [
        trigger('assemblyAiPollingTrigger', { pollTimes: { item: [{ mode: 'everyMinute' }] } }),
        after(),
      ]),
    async tell(stage, workflow) {
      const before = await lastId(stage);
      const submitMany = (): Promise<string[]> => Promise.all(Array.from({ length: 75 }, () => submit(stage)));
      const ids = new Set(await submitMany());
      await stage.host.kill();
      for (const id of await submitMany()) ids.add(id);
      await isCompleted(stage, [...ids].at(-1)!);
      await stage.host.restart();
      const found = async (): Promise<string[]> =>
        (await readExecutions(stage.host))
          .filter(({ id, workflowId }) => workflowId === workflow!.id && Number(id) > before)
          .flatMap((execution) => itemsOf(execution, 'After').map(({ json }) => String(json['id'])))
          .filter((id) => ids.has(id));
      const all = await until(
        async () => {
          const some = await found();
          return new Set(some).size === ids.size ? some : undefined;
        },
        { limitMs: 130_000, everyMs: 500, late: async () => `${(await found()).length} of ${ids.size} arrived` },
      );
      expectThat(all.length === ids.size, `none twice, not ${all.length - ids.size}`);
      return `${all.length} of ${ids.size}, none twice`;
    },
  },
  {
    name: 'credential test, transcript picker, tool variant',
    async tell(stage) {
      const session = await stage.session();
      const right = await testCredential(session, stage.credential);
      const wrong = await testCredential(session, credentialFor(stage.standIn, 'wrong-key'));
      const picked = await listSearch(session, {
        node: { name: '@aai-connectors/n8n-nodes-assemblyai.assemblyAi', version: 1 },
        path: 'parameters.transcript_id',
        methodName: 'searchTranscripts',
        parameters: { resource: 'transcript', operation: 'get_transcript' },
        credentials: { assemblyAiApi: { id: stage.credential.id, name: stage.credential.name } },
        filter: 'wildfires',
      });
      const names = (await nodeTypes(session)).map(({ name }) => name).filter((name) => name.includes('ssemblyai.'));
      expectThat(
        right.status === 'OK' && wrong.status === 'Error',
        `credential tests: ${right.status}, ${wrong.status}`,
      );
      expectThat(picked.results.length > 0, 'the picker finds transcripts');
      expectThat(
        names.some((name) => name.endsWith('Tool')),
        `a tool variant among ${names.join(', ')}`,
      );
      return `right key ${right.status}, wrong key ${wrong.status}, ${picked.results.length} to pick: ${picked.results[0]!.name}`;
    },
  },
];
