import { readFileSync } from 'node:fs';
import { recordingPath } from '@aai-connectors/stand-in';
import { phone, phoneAudio } from '../phone/index.ts';
import { inShort, latencyTable, type Steps } from './latency.ts';
import { handover } from './live-handover.ts';
import { itemsOnceEnded } from './live-items.ts';
import { stepsOf, WHOLE } from './live-latency.ts';
import { liveTrigger } from './live-trigger.ts';
import { expectThat } from './seen.ts';
import { BUSY_ACCOUNT } from './stage.ts';
import type { Story } from './stories.ts';
import { after, chain } from './workflows.ts';

/** Words, without case and punctuation. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z' ]+/g, '')
    .trim();

const CALL = 'storyLive0000001';
const MANY = 'storyLive0000050';
const COUNTS = [1, 50] as const;
const [SUPPORT, BUSY] = ['support', 'busy'];

export const LIVE_STORIES: readonly Story[] = [
  {
    name: 'a phone call of the dialogue over Twilio: one item a turn, and the end',
    workflow: (world) => chain(CALL, 'live call', [liveTrigger(world, SUPPORT), after()]),
    async tell(stage, workflow) {
      const { utterances } = JSON.parse(readFileSync(recordingPath('dialogue.json'), 'utf8')) as {
        readonly utterances: readonly { readonly text: string }[];
      };
      const audio = phoneAudio(recordingPath('dialogue.wav'));
      await phone(`${stage.bridge.twilioUrl}/${SUPPORT}`, {
        streamSid: 'MZdialogue',
        audio,
        parameters: { customer: '42' },
      });
      const items = await itemsOnceEnded(stage, workflow!.id, 'MZdialogue');
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
    name: `${COUNTS.join(' and ')} phone calls at once: one item a turn, and what takes how long`,
    workflow: (world) =>
      chain(MANY, 'live calls', [liveTrigger(world, BUSY, { assemblyAiApi: BUSY_ACCOUNT }), after()]),
    async tell(stage, workflow) {
      const measured: Record<string, Steps> = {};
      for (const count of COUNTS) {
        measured[count === 1 ? '1 call' : `${count} calls`] = await stepsOf(stage, workflow!.id, count, BUSY);
      }
      const whole = Object.entries(measured).map(([title, steps]) => `${title}: ${inShort(steps[WHOLE]!)}`);
      return { seen: `every turn of all calls is one item; ${whole.join('; ')}`, table: latencyTable(measured) };
    },
  },
  handover,
];
