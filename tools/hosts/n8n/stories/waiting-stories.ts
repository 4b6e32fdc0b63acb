import { recordingPath } from '@aai-connectors/stand-in';
import { readFileSync } from 'node:fs';
import type { Workflow, WorkflowNode } from '../real/commands.ts';
import { type Execution, itemsOf } from '../real/executions.ts';
import { until } from '../real/until.ts';
import { callWebhook } from '../real/webhook.ts';
import { executionOf, expectThat, hasEnded, lastId, successOf, textsOf } from './seen.ts';
import type { Stage } from './stage.ts';
import type { Story } from './stories.ts';
import {
  after,
  assemblyAi,
  AUDIO,
  chain,
  hook,
  node,
  split,
  suspendAtOnce,
  transcribe,
  waitForTranscript,
} from './workflows.ts';

const LIST = { list: [{ url: AUDIO }] };

const isWaiting = ({ status }: Execution): boolean => status === 'waiting';

/** Number of jobs submitted so far. */
const submissions = ({ standIn }: Stage): number =>
  standIn.requests().filter(({ method, path }) => method === 'POST' && path === '/v2/transcript').length;

const oneRun = (execution: Execution, name = 'After'): void =>
  expectThat(execution.runs[name]?.length === 1, `${name} runs once, not ${execution.runs[name]?.length} times`);

/** A call of these nodes' webhook, and the execution once it has waited and ended. */
async function suspendedAndEnded(stage: Stage, id: string, path: string, body: unknown = LIST): Promise<Execution> {
  const before = await lastId(stage);
  await callWebhook(stage.host, path, body);
  await executionOf(stage, id, before, isWaiting);
  return executionOf(stage, id, before, hasEnded, 200_000);
}

const linked = (workflow: Workflow, connections: Workflow['connections']): Workflow => ({
  ...workflow,
  connections: { ...workflow.connections, ...connections },
});

const to = (name: string): readonly { node: string; type: string; index: number }[] => [
  { node: name, type: 'main', index: 0 },
];

/** Keeps the HTTP caller until there is an answer. */
const keepingHook = (path: string, responseMode: 'lastNode' | 'responseNode'): WorkflowNode => {
  const made = hook(path);
  return { ...made, parameters: { ...made.parameters, responseMode } };
};

const SUB = chain('storySubFlow0001', 'sub', [
  node('Started', 'n8n-nodes-base.executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }),
  assemblyAi(suspendAtOnce()),
]);

const LOST_ONCE = chain('storyLostOnce001', 'lostOnce', [
  hook('lost-once'),
  split(),
  assemblyAi(suspendAtOnce(1), { executeOnce: true, alwaysOutputData: true }),
  after(),
]);

export const WAITING_STORIES: readonly Story[] = [
  {
    name: 'a short recording is ready inside the step, for the caller too',
    workflow: () =>
      chain('storyShort000001', 'short', [keepingHook('short', 'lastNode'), split(), assemblyAi(transcribe), after()]),
    async tell(stage) {
      const before = await lastId(stage);
      const started = performance.now();
      const list = [{ url: stage.standIn.audio['austen-0890'] }];
      const answer = (await (await callWebhook(stage.host, 'short', { list })).json()) as Record<string, unknown>;
      const seconds = (performance.now() - started) / 1000;
      expectThat(String(answer['text']).length > 20, 'the caller gets the text');
      expectThat(seconds < 8, `in less than 8 s, not ${seconds.toFixed(1)}`);
      oneRun(await successOf(stage, 'storyShort000001', before));
      return `text after ${seconds.toFixed(1)} s, for a clip of ${String(answer['audio_duration'])} s and a job of 3 s`;
    },
  },
  {
    name: 'a file in, transcript and SRT out, resumed by the webhook',
    workflow: () =>
      chain('storyBinary00001', 'binary', [
        hook('binary', { binaryPropertyName: 'data', rawBody: true }),
        assemblyAi({
          ...suspendAtOnce(),
          audio_url_source: 'binary',
          audio_url_field: 'data',
          audio_url: '',
          speaker_labels: true,
          files: ['srt'],
        }),
        after(),
      ]),
    async tell(stage) {
      const before = await lastId(stage);
      const body = readFileSync(recordingPath('dialogue.wav'));
      await fetch(`${stage.host.url}webhook/binary`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'audio/wav' },
      });
      await executionOf(stage, 'storyBinary00001', before, isWaiting);
      const execution = await successOf(stage, 'storyBinary00001', before);
      const [item] = itemsOf(execution, 'After');
      expectThat(item?.json['status'] === 'completed', 'the transcript is complete');
      expectThat(item?.binary?.['srt']?.['fileExtension'] === 'srt', 'there is an SRT file');
      expectThat(stage.standIn.uploads().at(-1) === body.byteLength, 'all bytes arrived');
      const speakers = new Set((item!.json['utterances'] as { speaker: string }[]).map(({ speaker }) => speaker));
      return `${body.byteLength} bytes, ${String(item!.json['text']).length} characters, ${speakers.size} speakers, ${String(item!.binary!['srt']!['fileName'])}`;
    },
  },
  {
    name: 'three items share one suspension, each paired with its input item',
    workflow: () =>
      chain('storyThree000001', 'three', [
        hook('three'),
        split(),
        assemblyAi(suspendAtOnce()),
        node('After', 'n8n-nodes-base.set', 3.4, {
          mode: 'raw',
          jsonOutput: "={{ ({ text: $json.text, number: $('Split').item.json.number }) }}",
        }),
      ]),
    async tell(stage) {
      const list = [1, 2, 3].map((number) => ({ url: AUDIO, number }));
      const execution = await suspendedAndEnded(stage, 'storyThree000001', 'three', { list });
      const items = itemsOf(execution, 'After').map(({ json }) => json);
      expectThat(
        items.every(({ text }) => String(text).length > 100),
        'each item has the text',
      );
      expectThat(items.map(({ number }) => number).join() === '1,2,3', `pairs 1,2,3, not ${JSON.stringify(items)}`);
      oneRun(execution);
      return '3 transcripts, paired with items 1, 2 and 3';
    },
  },
  {
    name: 'n8n is killed and restarted while an execution waits',
    workflow: () =>
      chain('storyRestart0001', 'restart', [
        hook('restart'),
        split(),
        assemblyAi(suspendAtOnce(1)),
        waitForTranscript(),
        after(),
      ]),
    async tell(stage) {
      const before = await lastId(stage);
      const known = stage.standIn.deliveries().length;
      await callWebhook(stage.host, 'restart', { list: [{ url: AUDIO }, { url: AUDIO }] });
      await executionOf(stage, 'storyRestart0001', before, isWaiting);
      await stage.host.kill();
      await stage.host.restart();
      const execution = await successOf(stage, 'storyRestart0001', before, 200_000);
      expectThat(textsOf(execution).length === 2, 'two transcripts come out');
      oneRun(execution);
      const calls = stage.standIn.deliveries().slice(known);
      return `2 transcripts after the restart; calls answered ${calls.map(({ status }) => status ?? 'not').join(', ')}`;
    },
  },
  {
    name: 'a call that arrives before the execution waits, and one that arrives twice',
    workflow: () => chain('storyEarly000001', 'early', [hook('early'), split(), assemblyAi(suspendAtOnce()), after()]),
    async tell(stage) {
      const before = await lastId(stage);
      const known = stage.standIn.deliveries().length;
      // The job is done before its submission is answered, so n8n refuses the call: nothing waits yet.
      stage.standIn.control.add({ match: { method: 'POST', path: '/v2/transcript' }, fault: 'slow', times: 1 });
      await callWebhook(stage.host, 'early', LIST);
      const early = await successOf(stage, 'storyEarly000001', before, 120_000);
      const refused = stage.standIn.deliveries().slice(known);
      expectThat(refused[0]?.status === 409, `the call is refused, not answered ${refused[0]?.status}`);
      expectThat(textsOf(early).length === 1, 'the transcript comes out');
      oneRun(early);

      stage.standIn.control.add({ fault: 'webhook-duplicate', times: 1 });
      await callWebhook(stage.host, 'early', LIST);
      const twice = await successOf(stage, 'storyEarly000001', Number(early.id));
      const calls = await until(
        () => {
          const since = stage.standIn.deliveries().slice(known + refused.length);
          return since.length > 1 ? since : undefined;
        },
        { limitMs: 20_000, late: () => 'There was no second call.' },
      );
      expectThat(textsOf(twice).length === 1, 'the transcript comes out once');
      oneRun(twice);
      return `early ${refused[0].status}, twice ${calls.map(({ status }) => status).join(' and ')}; one item each time`;
    },
  },
  {
    name: 'calls with a wrong secret, before the job is done, and after the end',
    workflow: () => chain('storyCalls000001', 'calls', [hook('calls'), split(), assemblyAi(suspendAtOnce()), after()]),
    async tell(stage) {
      const before = await lastId(stage);
      await callWebhook(stage.host, 'calls', LIST);
      const waiting = await executionOf(stage, 'storyCalls000001', before, isWaiting);
      const submitted = stage.standIn
        .requests()
        .findLast(({ method, path }) => method === 'POST' && path === '/v2/transcript')!;
      const {
        webhook_url: url,
        webhook_auth_header_name: header,
        webhook_auth_header_value: secret,
      } = submitted.body as Record<string, string>;
      const [item] = itemsOf(waiting, 'AssemblyAI');
      expectThat(Object.keys(item?.json ?? {}).join() === 'id,status', 'the waiting node shows ID and status');
      const call = async (value: string): Promise<number> =>
        (
          await fetch(url!, {
            method: 'POST',
            headers: { 'content-type': 'application/json', [header!]: value },
            body: JSON.stringify({ transcript_id: item?.json['id'], status: 'completed' }),
          })
        ).status;
      const wrong = await call('0'.repeat(64));
      const early = await call(secret!);
      expectThat(wrong === 200 && early === 503, `answers 200 and 503, not ${wrong} and ${early}`);
      const execution = await successOf(stage, 'storyCalls000001', before);
      const late = await call(secret!);
      expectThat(textsOf(execution).length === 1, 'the transcript comes out');
      oneRun(execution);
      return `wrong secret ${wrong}, not ready ${early}, after the end ${late}; one transcript`;
    },
  },
  {
    name: 'AssemblyAI cannot be read after its call, and calls again',
    workflow: () => chain('storyAgain000001', 'again', [hook('again'), split(), assemblyAi(suspendAtOnce()), after()]),
    async tell(stage) {
      const before = await lastId(stage);
      const known = stage.standIn.deliveries().length;
      await callWebhook(stage.host, 'again', LIST);
      await executionOf(stage, 'storyAgain000001', before, isWaiting);
      stage.standIn.control.add({ match: { method: 'GET', path: '/v2/transcript/*' }, fault: '503', times: 1 });
      const execution = await successOf(stage, 'storyAgain000001', before);
      oneRun(execution);
      const statuses = stage.standIn
        .deliveries()
        .slice(known)
        .map(({ status }) => status);
      expectThat(statuses.join() === '503,200', `answers 503 and 200, not ${statuses.join()}`);
      return `calls answered ${statuses.join(' and ')}, one transcript`;
    },
  },
  {
    name: 'the webhook never arrives: items go on at the time limit, Wait for Transcript gets the result',
    workflow: () =>
      chain('storyNever000001', 'never', [
        hook('never'),
        split(),
        assemblyAi(suspendAtOnce(1)),
        waitForTranscript(),
        after(),
      ]),
    others: [LOST_ONCE],
    async tell(stage) {
      const before = await lastId(stage);
      stage.standIn.control.add({ fault: 'webhook-lost', times: 3 });
      await callWebhook(stage.host, 'never', { list: [{ url: AUDIO }, { url: AUDIO }] });
      await executionOf(stage, 'storyNever000001', before, isWaiting);
      await callWebhook(stage.host, 'lost-once', { list: [{ url: AUDIO }, { url: AUDIO }] });
      const pair = await successOf(stage, 'storyNever000001', before, 200_000);
      const once = await successOf(stage, LOST_ONCE.id, before, 200_000);
      stage.standIn.control.clear();
      const handedOn = itemsOf(pair, 'AssemblyAI').map(({ json }) => Object.keys(json).join());
      expectThat(handedOn.join(' ') === 'id,status,timed_out id,status,timed_out', `not ${handedOn.join(' ')}`);
      expectThat(
        textsOf(pair).every((text) => String(text).length > 100),
        'two texts',
      );
      oneRun(pair);
      oneRun(once);
      expectThat(itemsOf(once, 'After')[0]?.json['timed_out'] === true, 'the item says that it timed out');
      expectThat(itemsOf(once, 'After').length === 1, 'one item with Execute Once');
      return `${textsOf(pair).length} transcripts; with Execute Once and Always Output Data one item, once`;
    },
  },
  {
    name: 'checks at intervals without a webhook, inside the step',
    workflow: () =>
      chain('storyCheck000001', 'check', [
        hook('check'),
        split(),
        assemblyAi({ ...transcribe, waiting: 'check', options: { checkEvery: 2 } }),
        after(),
      ]),
    async tell(stage) {
      const before = await lastId(stage);
      await callWebhook(stage.host, 'check', LIST);
      const execution = await successOf(stage, 'storyCheck000001', before);
      oneRun(execution, 'AssemblyAI');
      return `${textsOf(execution).length} transcript after ${execution.runs['AssemblyAI']![0]!.executionTime} ms`;
    },
  },
  {
    name: 'the HTTP caller while an execution is suspended: last node, and Respond to Webhook',
    workflow: () =>
      chain('storyLastNode001', 'lastNode', [
        keepingHook('last-node', 'lastNode'),
        split(),
        assemblyAi(suspendAtOnce(), { alwaysOutputData: true }),
        after(),
      ]),
    others: [
      chain('storyRespond0001', 'respond', [
        keepingHook('respond', 'responseNode'),
        split(),
        assemblyAi(suspendAtOnce()),
        after(),
        node('Respond', 'n8n-nodes-base.respondToWebhook', 1.4, { respondWith: 'firstIncomingItem', options: {} }),
      ]),
    ],
    async tell(stage) {
      const before = await lastId(stage);
      const last = await callWebhook(stage.host, 'last-node', LIST);
      const lastBody = (await last.json()) as Record<string, unknown>;
      const isOngoing = ['queued', 'processing'].includes(String(lastBody['status']));
      expectThat(last.status === 200 && isOngoing, `${last.status} ${JSON.stringify(lastBody)}`);
      const respond = await callWebhook(stage.host, 'respond', LIST);
      const respondBody = (await respond.json()) as Record<string, unknown>;
      expectThat(String(respondBody['text']).length > 100, `${respond.status} ${JSON.stringify(respondBody)}`);
      oneRun(await successOf(stage, 'storyLastNode001', before));
      oneRun(await successOf(stage, 'storyRespond0001', before));
      return `last node ${last.status} with ID and status, Respond to Webhook ${respond.status} with the text`;
    },
  },
  {
    name: 'Retry On Fail submits a recording that fails once: in the step, and suspended',
    workflow: () =>
      chain('storyRetry000001', 'retry', [
        hook('retry'),
        split(),
        assemblyAi(
          { ...transcribe, options: { stayInStep: '={{ $json.stay }}' } },
          { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
        ),
        waitForTranscript(),
        after(),
      ]),
    async tell(stage) {
      const url = `${stage.standIn.url}/audio/missing.wav`;
      const seen: string[] = [];
      for (const stay of [30, 0]) {
        const before = await lastId(stage);
        const known = submissions(stage);
        await callWebhook(stage.host, 'retry', { list: [{ url, stay }] });
        const execution = await executionOf(stage, 'storyRetry000001', before, hasEnded, 60_000);
        const count = submissions(stage) - known;
        expectThat(count === 1, `one job is billed, not ${count}`);
        expectThat(execution.status === 'error', `the workflow fails, not ${execution.status}`);
        seen.push(`${stay} s in the step: fails at ${execution.lastNode}, ${count} job`);
      }
      return seen.join('; ');
    },
  },
  {
    name: 'one of two recordings fails after the suspension: error output',
    workflow: () =>
      linked(
        chain('storyErrors00001', 'errors', [
          hook('errors'),
          split(),
          assemblyAi(suspendAtOnce(), { onError: 'continueErrorOutput' }),
          after(),
          node('Failed', 'n8n-nodes-base.noOp', 1, {}),
        ]),
        { AssemblyAI: { main: [to('After'), to('Failed')] }, After: { main: [] } },
      ),
    async tell(stage) {
      const url = `${stage.standIn.url}/audio/missing.wav`;
      const execution = await suspendedAndEnded(stage, 'storyErrors00001', 'errors', {
        list: [{ url }, { url: AUDIO }],
      });
      expectThat(execution.status === 'success', `${execution.status}: ${execution.error}`);
      const [failed] = itemsOf(execution, 'Failed');
      expectThat(textsOf(execution).length === 1 && itemsOf(execution, 'Failed').length === 1, 'one item each');
      expectThat(failed?.json['url'] === url, 'the failure has its input item');
      return `1 text, 1 failure: ${String(failed.json['error']).slice(0, 50)}`;
    },
  },
  {
    name: 'a loop suspends in each round',
    workflow: () =>
      linked(
        chain('storyLoop0000001', 'loop', [
          hook('loop'),
          split(),
          node('Loop', 'n8n-nodes-base.splitInBatches', 3, { options: {} }),
          assemblyAi(suspendAtOnce()),
          after(),
        ]),
        { Loop: { main: [to('After'), to('AssemblyAI')] }, AssemblyAI: { main: [to('Loop')] } },
      ),
    async tell(stage) {
      const known = submissions(stage);
      const before = await lastId(stage);
      await callWebhook(stage.host, 'loop', { list: [1, 2, 3].map(() => ({ url: AUDIO })) });
      const execution = await successOf(stage, 'storyLoop0000001', before, 120_000);
      expectThat(textsOf(execution).length === 3, `three texts, not ${textsOf(execution).length}`);
      expectThat(execution.runs['AssemblyAI']?.length === 3, 'three rounds');
      expectThat(submissions(stage) - known === 3, 'three jobs');
      return '3 rounds, 3 jobs, 3 texts';
    },
  },
  {
    name: 'a sub-workflow suspends, and its parent gets the transcript',
    workflow: () =>
      chain('storyParent00001', 'parent', [
        hook('parent'),
        split(),
        node('Sub', 'n8n-nodes-base.executeWorkflow', 1.2, {
          workflowId: { __rl: true, mode: 'id', value: SUB.id },
          options: {},
        }),
        after(),
      ]),
    others: [SUB],
    async tell(stage) {
      const execution = await suspendedAndEnded(stage, 'storyParent00001', 'parent');
      expectThat(execution.status === 'success', `${execution.status}: ${execution.error}`);
      expectThat(String(textsOf(execution)[0]).length > 100, 'the parent has the text');
      oneRun(execution);
      return 'the parent waited too and got the text';
    },
  },
];
