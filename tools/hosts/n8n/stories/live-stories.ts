import { readFileSync } from 'node:fs';
import { recordingPath } from '@aai-connectors/stand-in';
import { phone, phoneAudio } from '../phone/index.ts';
import { type Execution, itemsOf, readExecutions } from '../real/executions.ts';
import { until } from '../real/until.ts';
import type { WorkflowNode } from '../real/commands.ts';
import { callMany, latencyTable } from './many-calls.ts';
import { expectThat } from './seen.ts';
import { BUSY_ACCOUNT, type Stage, type World } from './stage.ts';
import type { Story } from './stories.ts';
import { ACCOUNT, after, chain, node, PACKAGE } from './workflows.ts';

const liveTrigger = ({ bridge }: World, account: object = ACCOUNT): WorkflowNode =>
  node(
    'Live',
    `${PACKAGE}.assemblyAiLiveTrigger`,
    1,
    {
      audioSource: 'calls',
      address: bridge.callsUrl,
      tracks: 'inbound',
      format_turns: true,
      alsoEmit: ['gap', 'end'],
      options: {},
    },
    { credentials: account as WorkflowNode['credentials'] & object },
  );

/** What started the executions of this workflow, the oldest first. */
async function startedBy({ host }: Stage, workflowId: string, call: string) {
  const executions = (await readExecutions(host)).filter((one) => one.workflowId === workflowId);
  return executions.flatMap((execution: Execution) =>
    itemsOf(execution, 'After').flatMap(({ json }) => {
      const { stream_sid: of } = Object(json['call']) as { readonly stream_sid?: string };
      return of?.startsWith(call) === true ? [{ json, at: execution.runs['After']!.at(-1)!.startTime, of }] : [];
    }),
  );
}

/** Words, without case and punctuation. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z' ]+/g, '')
    .trim();

const CALL = 'storyLive0000001';
const MANY = 'storyLive0000050';
const COUNT = 50;

export const LIVE_STORIES: readonly Story[] = [
  {
    name: 'a phone call of the dialogue over Twilio: one item a turn, and the end',
    workflow: (world) => chain(CALL, 'live call', [liveTrigger(world), after()]),
    async tell(stage, workflow) {
      const { utterances } = JSON.parse(readFileSync(recordingPath('dialogue.json'), 'utf8')) as {
        readonly utterances: readonly { readonly text: string }[];
      };
      const audio = phoneAudio(recordingPath('dialogue.wav'));
      await phone(stage.bridge.twilioUrl, { streamSid: 'MZdialogue', audio, parameters: { customer: '42' } });
      const items = await until(
        async () => {
          const found = await startedBy(stage, workflow!.id, 'MZdialogue');
          return found.some(({ json }) => json['type'] === 'end') ? found : undefined;
        },
        { limitMs: 60_000, everyMs: 500, late: async () => JSON.stringify(await startedBy(stage, workflow!.id, 'MZ')) },
      );
      const turns = items
        .filter(({ json }) => json['type'] === 'turn')
        .sort((a, b) => Number(a.json['order']) - Number(b.json['order']));
      const heard = turns.map(({ json }) => plain(String(json['text'])));
      expectThat(
        heard.join(' ') === utterances.map(({ text }) => plain(text)).join(' '),
        `every word once, in its order: ${JSON.stringify([heard, items.filter(({ json }) => json['type'] !== 'turn')])}`,
      );
      const end = items.find(({ json }) => json['type'] === 'end')!.json;
      expectThat(
        end['turns'] === turns.length && JSON.stringify(end['call']).includes('"customer":"42"'),
        JSON.stringify(end),
      );
      return `${turns.length} turns of ${utterances.length} utterances, ${heard.join(' ').split(' ').length} words, each once`;
    },
  },
  {
    name: `${COUNT} phone calls at once: one item a turn, and what n8n adds to bare ws`,
    workflow: (world) => chain(MANY, 'live calls', [liveTrigger(world, { assemblyAiApi: BUSY_ACCOUNT }), after()]),
    async tell(stage, workflow) {
      const calls = await callMany(stage, COUNT);
      const items = await until(
        async () => {
          const found = await startedBy(stage, workflow!.id, 'MZmany');
          return found.filter(({ json }) => json['type'] === 'end').length === COUNT ? found : undefined;
        },
        {
          limitMs: 120_000,
          everyMs: 1_000,
          late: async () => `${(await startedBy(stage, workflow!.id, 'MZmany')).length} items`,
        },
      );
      const turns = items.filter(({ json }) => json['type'] === 'turn');
      expectThat(turns.length === calls.turns, `${calls.turns} turns, not ${turns.length}`);
      expectThat(
        items.every(({ json }) => json['type'] !== 'gap'),
        'no gap',
      );
      const latencies = turns.map(({ json, at, of }) => at - calls.spokenAt(of, Number(json['order'])));
      return `${turns.length} turns of ${COUNT} calls; ${latencyTable({ 'bare ws': calls.bare, 'n8n item': latencies })}`;
    },
  },
];
