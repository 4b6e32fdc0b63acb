import { recordingPath } from '@aai-connectors/stand-in';
import { readFileSync } from 'node:fs';
import { listSearch, nodeTypes, testCredential } from '../real/rest.ts';
import { type Execution, itemsOf, readExecutions } from '../real/executions.ts';
import { until } from '../real/until.ts';
import { callWebhook } from '../real/webhook.ts';
import { executionOf, expectThat, lastId, successOf } from './seen.ts';
import { credentialFor, type Stage, type World } from './stage.ts';
import { after, assemblyAi, chain, hook, split, transcribe, trigger } from './workflows.ts';
import type { Workflow } from '../real/commands.ts';

const AUDIO = 'https://assembly.ai/wildfires.mp3';

/** One behavior to observe in a real n8n. */
export interface Story {
  readonly name: string;
  readonly workflow?: (world: World) => Workflow;
  /** What was observed, in a few words. @throws if the behavior is missing. */
  tell(stage: Stage, workflow: Workflow | undefined): Promise<string>;
}

const textsOf = (execution: Execution): readonly unknown[] =>
  itemsOf(execution, 'After').map(({ json }) => json['text']);

/** Submits a transcript without n8n, as another program of the account would. @returns its ID */
async function submit({ standIn }: Stage, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const answer = await fetch(`${standIn.url}/v2/transcript`, {
    method: 'POST',
    headers: { authorization: standIn.keys[0]!, 'content-type': 'application/json' },
    body: JSON.stringify({ audio_url: AUDIO, ...more }),
  });
  return ((await answer.json()) as { readonly id: string }).id;
}

export const STORIES: readonly Story[] = [
  {
    name: 'a file in, transcript and SRT out, resumed by the webhook',
    workflow: () =>
      chain('storyBinary00001', 'binary', [
        hook('binary', { binaryPropertyName: 'data', rawBody: true }),
        assemblyAi({
          ...transcribe,
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
      await executionOf(stage, 'storyBinary00001', before, ({ status }) => status === 'waiting');
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
    name: 'three items share one suspension; n8n is killed and restarted in between',
    workflow: () => chain('storyRestart0001', 'restart', [hook('restart'), split(), assemblyAi(transcribe), after()]),
    async tell(stage) {
      const before = await lastId(stage);
      await callWebhook(stage.host, 'restart', { list: [{ url: AUDIO }, { url: AUDIO }, { url: AUDIO }] });
      await executionOf(stage, 'storyRestart0001', before, ({ status }) => status === 'waiting');
      await stage.host.kill();
      await stage.host.restart();
      const execution = await successOf(stage, 'storyRestart0001', before, 120_000);
      expectThat(textsOf(execution).length === 3, 'three transcripts come out');
      const resumed = stage.standIn.deliveries().filter(({ status }) => status === 200).length;
      return `3 transcripts after the restart, ${stage.standIn.deliveries().length} calls, ${resumed} answered 200`;
    },
  },
  {
    name: 'a call that arrives before the execution waits, and one that arrives twice',
    workflow: () => chain('storyEarly000001', 'early', [hook('early'), split(), assemblyAi(transcribe), after()]),
    async tell(stage) {
      const before = await lastId(stage);
      const known = stage.standIn.deliveries().length;
      // The job is done before its submission is answered, so n8n refuses the call: nothing waits yet.
      stage.standIn.control.add({ match: { method: 'POST', path: '/v2/transcript' }, fault: 'slow', times: 1 });
      await callWebhook(stage.host, 'early', { list: [{ url: AUDIO }] });
      // AssemblyAI does not call again after a refusal, so the node's own check finds the transcript a minute later.
      const early = await successOf(stage, 'storyEarly000001', before, 120_000);
      const refused = stage.standIn.deliveries().slice(known);
      expectThat(refused[0]?.status === 409, `the call is refused, not answered ${refused[0]?.status}`);
      expectThat(textsOf(early).length === 1 && early.runs['After']?.length === 1, 'the next node runs once');

      stage.standIn.control.add({ fault: 'webhook-duplicate', times: 1 });
      await callWebhook(stage.host, 'early', { list: [{ url: AUDIO }] });
      const twice = await successOf(stage, 'storyEarly000001', Number(early.id));
      const calls = await until(
        () => {
          const since = stage.standIn.deliveries().slice(known + refused.length);
          return since.length > 1 ? since : undefined;
        },
        { limitMs: 20_000, late: () => 'There was no second call.' },
      );
      expectThat(textsOf(twice).length === 1 && twice.runs['After']?.length === 1, 'the next node runs once');
      return `early ${refused[0].status}, twice ${calls.map(({ status }) => status).join(' and ')}; one item each time`;
    },
  },
  {
    name: 'calls with a wrong secret, before the job is done, and after the end',
    workflow: () => chain('storyCalls000001', 'calls', [hook('calls'), split(), assemblyAi(transcribe), after()]),
    async tell(stage) {
      const before = await lastId(stage);
      await callWebhook(stage.host, 'calls', { list: [{ url: AUDIO }] });
      const waiting = await executionOf(stage, 'storyCalls000001', before, ({ status }) => status === 'waiting');
      const submitted = stage.standIn
        .requests()
        .findLast(({ method, path }) => method === 'POST' && path === '/v2/transcript')!;
      const {
        webhook_url: url,
        webhook_auth_header_name: header,
        webhook_auth_header_value: secret,
      } = submitted.body as Record<string, string>;
      const id = JSON.stringify(waiting.runs).match(/[0-9a-f-]{36}/)?.[0];
      const call = async (value: string, transcriptId = id): Promise<number> =>
        (
          await fetch(url!, {
            method: 'POST',
            headers: { 'content-type': 'application/json', [header!]: value },
            body: JSON.stringify({ transcript_id: transcriptId, status: 'completed' }),
          })
        ).status;
      const wrong = await call('0'.repeat(64));
      const early = await call(secret!);
      const execution = await successOf(stage, 'storyCalls000001', before);
      const late = await call(secret!);
      expectThat(textsOf(execution).length === 1, 'the following node ran once, with the transcript');
      expectThat(execution.runs['After']?.length === 1, 'the following node ran once');
      return `wrong secret ${wrong}, still running ${early}, after the end ${late}; one transcript`;
    },
  },
  {
    name: 'checks the transcript itself if the webhook never arrives',
    workflow: () =>
      chain('storyNever000001', 'never', [
        hook('never'),
        split(),
        assemblyAi({ ...transcribe, options: { waitAtMost: 1 } }),
        after(),
      ]),
    async tell(stage) {
      const before = await lastId(stage);
      stage.standIn.control.add({ fault: 'webhook-lost', times: 1 });
      await callWebhook(stage.host, 'never', { list: [{ url: AUDIO }] });
      const execution = await successOf(stage, 'storyNever000001', before, 200_000);
      stage.standIn.control.clear();
      return `${textsOf(execution).length} transcript from the check at the time limit`;
    },
  },
  {
    name: 'checks at intervals without a webhook',
    workflow: () =>
      chain('storyCheck000001', 'check', [
        hook('check'),
        split(),
        assemblyAi({ ...transcribe, waiting: 'check', options: { checkEvery: 1 } }),
        after(),
      ]),
    async tell(stage) {
      const before = await lastId(stage);
      await callWebhook(stage.host, 'check', { list: [{ url: AUDIO }] });
      const execution = await successOf(stage, 'storyCheck000001', before, 200_000);
      return `${textsOf(execution).length} transcript, ${execution.runs['AssemblyAI']?.length} checks`;
    },
  },
  {
    name: 'the trigger starts a workflow when a transcript is ready',
    workflow: () =>
      chain('storyTrigger0001', 'trigger', [trigger('assemblyAiTrigger', { secret: 'agreed-secret' }), after()]),
    async tell(stage, workflow) {
      const before = await lastId(stage);
      const webhookId = workflow!.nodes[0]!.webhookId!;
      const url = `${stage.host.webhookUrl}webhook/${webhookId}/transcript-ready`;
      await submit(stage, {
        webhook_url: url,
        webhook_auth_header_name: 'X-AssemblyAI-Webhook-Secret',
        webhook_auth_header_value: 'agreed-secret',
      });
      const execution = await successOf(stage, 'storyTrigger0001', before);
      expectThat(String(textsOf(execution)[0]).length > 100, 'the item has the text');
      return 'one execution with the text';
    },
  },
  {
    name: '50 identical calls to the trigger at once, and 50 for made-up transcripts',
    workflow: () => chain('storyFlood000001', 'flood', [trigger('assemblyAiTrigger'), after()]),
    async tell(stage, workflow) {
      const before = await lastId(stage);
      const url = `${stage.host.webhookUrl}webhook/${workflow!.nodes[0]!.webhookId!}/transcript-ready`;
      const id = await submit(stage);
      await until(
        async () => {
          const answer = await fetch(`${stage.standIn.url}/v2/transcript/${id}`, {
            headers: { authorization: stage.standIn.keys[0]! },
          });
          return ((await answer.json()) as { readonly status: string }).status === 'completed' ? true : undefined;
        },
        { limitMs: 20_000, late: () => 'The transcript was not ready.' },
      );
      const call = async (transcript_id: string): Promise<number> => {
        const body = JSON.stringify({ transcript_id, status: 'completed' });
        const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
        await answer.arrayBuffer();
        return answer.status;
      };
      const ids = Array.from({ length: 50 }, (_, at) => [id, `made-up-${at}`]).flat();
      const statuses = new Set(await Promise.all(ids.map(call)));
      await successOf(stage, workflow!.id, before);
      // A later call finds the transcript among those that the workflow has started with.
      statuses.add(await call(id));
      const runs = (await readExecutions(stage.host)).filter(
        (execution) => execution.workflowId === workflow!.id && Number(execution.id) > before,
      );
      expectThat(runs.length === 1, `one execution starts, not ${runs.length}`);
      return `101 calls answered ${[...statuses].join(' and ')}, one execution`;
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
