import { itemsOf } from '../real/executions.ts';
import { nodeTypes, runWorkflow } from '../real/rest.ts';
import { callWebhook } from '../real/webhook.ts';
import { type Act, dialogue, noRecording } from './act.ts';
import { fillIn } from './form-page.ts';
import { expectThat, lastId, successOf } from './seen.ts';
import type { Story } from './stories.ts';
import { TEMPLATE_ACTS } from './template-acts.ts';
import { templateOf, TEMPLATES } from './templates.ts';
import { starter, STARTER_PATH } from './workflows.ts';

const HELP_DESK = 'https://helpdesk.example.com';
const CHAT = 'https://chat.example.com';
const PODCAST = 'https://podcast.example.com';
const RENDERER = 'https://render.example.com';

const ACTS: readonly Act[] = [
  {
    slug: 'subtitles-for-a-recording',
    async play(_stage, { submit }) {
      const { files } = await submit(dialogue());
      const [file] = files;
      expectThat(file?.fileName === 'dialogue.srt', `a file called dialogue.srt, not ${file?.fileName}`);
      const text = file.content.toString('utf8');
      expectThat(/^1\n00:00:0\d,\d{3} --> /.test(text), 'subtitles');
      const { html } = await submit(noRecording());
      expectThat(html.includes('could not be processed'), 'a broken file shows the problem');
      return `${file.fileName}, ${text.split('-->').length - 1} captions; a broken file shows the problem`;
    },
  },
  {
    slug: 'meeting-notes',
    async play(_stage, { submit }) {
      const { files } = await submit(dialogue());
      const text = files[0]?.content.toString('utf8') ?? '';
      for (const word of ['Summary', 'Action Items', 'Speaker A', 'Speaker B'])
        expectThat(text.toLowerCase().includes(word.toLowerCase()), `${word} in the notes:\n${text}`);
      return `${files[0]!.fileName} with summary, action items and 2 speakers`;
    },
  },
  {
    slug: 'moderation-gate',
    async play({ standIn }, { call, items }) {
      await call('recording-uploaded', { id: 'upload-7', url: standIn.audio['jfk'] });
      const passed = await items('Passed');
      expectThat(passed.length === 1 && passed[0]!.json['recording'] === 'upload-7', 'a harmless recording passes');
      await call('recording-uploaded', { id: 'upload-8', url: 'https://assembly.ai/wildfires.mp3' });
      const [held] = await items('Needs Review');
      expectThat(Array.isArray(held?.json['reasons']), 'a sensitive one is held with its reasons');
      await call('recording-uploaded', { id: 'upload-9', url: `${standIn.url}/audio/missing.wav` });
      const [unchecked] = await items('Not Checked');
      expectThat(unchecked?.json['recording'] === 'upload-9', 'a recording that cannot be checked does not pass');
      return `one passed, one held for ${String(held.json['reasons'])}, one not checked`;
    },
  },
  {
    slug: 'voicemail-to-ticket',
    async play({ standIn, bystander }, { call, items }) {
      await call('voicemail-left', { RecordingUrl: standIn.audio['jfk'], From: '+15555550100' });
      await items('Create Ticket');
      const [ticket] = bystander.posted('/tickets');
      expectThat(String(ticket?.['body']).includes('country'), 'the message is in the ticket');
      expectThat(String(ticket?.['subject']).length > 5 && ticket?.['requester'] === '+15555550100', 'subject, caller');
      const RecordingUrl = `${standIn.url}/audio/missing.wav`;
      await call('voicemail-left', { RecordingUrl, From: '+15555550100' });
      await items('Create Ticket');
      const [, failed] = bystander.posted('/tickets');
      expectThat(
        String(failed?.['body']).endsWith(RecordingUrl),
        `the recording is in the second ticket: ${JSON.stringify(failed)}`,
      );
      return `ticket: ${String(ticket['subject']).slice(0, 40)}; a failed one has the recording`;
    },
  },
  {
    slug: 'redacted-archive',
    async play({ standIn }, { submit, items }) {
      const { files } = await submit(dialogue());
      const zip = files[0]?.content ?? Buffer.alloc(0);
      expectThat(zip.subarray(0, 2).toString() === 'PK', 'a ZIP file');
      const names = [...zip.toString('latin1').matchAll(/PK\x03\x04[^]{26}([\w.-]+?\.(?:txt|mp3|wav))/g)].map(
        ([, name]) => name,
      );
      expectThat(names.length === 2, `two files in the archive, not ${names.join(', ')}`);
      const [deleted] = await items('Delete Original');
      expectThat(deleted?.json['deleted'] === true, 'the original is deleted');
      expectThat(
        standIn.requests().some(({ method }) => method === 'DELETE'),
        'at the service',
      );
      return names.join(' + ');
    },
  },
  {
    slug: 'podcast-show-notes',
    async play(_stage, { tick, items }) {
      await tick();
      const [notes] = await items('Show Notes');
      expectThat(
        notes?.json['title'] === 'Wildfires' && String(notes.json['notes']).length > 20,
        'notes of the episode',
      );
      await tick();
      expectThat((await items('Show Notes')).length === 0, 'an episode is processed once');
      return `notes of "${String(notes.json['title'])}", nothing the second time`;
    },
  },
  {
    slug: 'multilingual-subtitles',
    async play(_stage, { submit, items }) {
      const { files } = await submit(dialogue(), ['de', 'fr']);
      expectThat(files[0]?.fileName === 'subtitles.zip', 'a ZIP file');
      const [item] = await items('Wait for Transcript');
      const names = Object.values(item?.binary ?? {}).map(({ fileName }) => String(fileName));
      expectThat(names.join() === 'dialogue.srt,dialogue.de.srt,dialogue.fr.srt', `a file for each: ${names.join()}`);
      return names.join(' + ');
    },
  },
  {
    slug: 'ask-last-weeks-calls',
    async play(_stage, { submit, items }) {
      const { html } = await submit('What was said about smoke?');
      const [all] = await items('All IDs');
      const ids = all?.json['id'] as readonly string[];
      const [answer] = await items('Ask');
      const text = (answer?.json['answers'] as readonly { readonly answer: string }[])[0]!.answer;
      expectThat(ids.length > 0 && text.length > 0 && html.includes('What was said about smoke?'), 'an answer');
      return `asked ${ids.length} transcripts: ${text.slice(0, 50)}`;
    },
  },
  {
    slug: 'delete-old-transcripts',
    async play({ standIn }, { tick, items }) {
      await tick();
      const deleted = await items('Delete');
      expectThat(deleted.length === 1 && deleted[0]!.json['deleted'] === true, `one was old, not ${deleted.length}`);
      const left = (await items('List Transcripts')).length - 1;
      return `1 deleted, ${left} kept, ${standIn.requests().filter(({ method }) => method === 'DELETE').length} DELETE so far`;
    },
  },
  {
    slug: 'transcript-to-chat',
    others: [starter()],
    async play({ standIn, host, bystander }, { webhookIdOf, items }) {
      await callWebhook(host, STARTER_PATH, {
        url: standIn.audio['jfk'],
        webhookUrl: `${host.webhookUrl}webhook/${webhookIdOf('Transcript Ready')}/transcript-ready`,
      });
      await items('Post to Chat');
      const [message] = bystander.posted('/hooks/transcripts');
      expectThat(String(message?.['text']).startsWith('Transcript ready: '), 'the text in the chat');
      return String(message!['text']).slice(0, 60);
    },
  },
  {
    slug: 'many-recordings-to-a-table',
    edit: (node) =>
      node.name === 'Transcribe All'
        ? { ...node, parameters: { ...node.parameters, options: { stayInStep: 0, waitAtMost: 1 } } }
        : node,
    async play({ standIn }, { call, items }) {
      const urls = [standIn.audio['jfk'], standIn.audio['austen-0870'], `${standIn.url}/audio/missing.wav`];
      const recordings = { recordings: urls.map((url) => ({ url })) };
      await call('many-recordings', recordings);
      const lines = await items('Lines');
      const [table] = await items('Create CSV');
      expectThat(lines.length === 3 && table?.binary?.['data']?.['fileName'] === 'transcripts.csv', 'three lines');
      const problems = lines.filter(({ json }) => json['problem'] !== '');
      expectThat(problems.length === 1, 'one of them with its problem');

      standIn.control.add({ fault: 'webhook-lost', times: urls.length });
      await call('many-recordings', recordings);
      const late = (await items('Lines', 200_000)).map(({ json }) => json);
      standIn.control.clear();
      const timedOut = (await items('Transcribe All')).filter(({ json }) => json['timed_out'] === true);
      expectThat(timedOut.length === 3, `the calls were lost, but ${timedOut.length} items timed out`);
      expectThat(late.filter(({ text }) => text !== '').length === 2, `two texts after all: ${JSON.stringify(late)}`);
      return `2 texts, 1 problem: ${String(problems[0]!.json['problem']).slice(0, 50)}; the same after lost calls`;
    },
  },
];

/** Every node that n8n can add, with the versions of its type. */
const NODES_EXIST: Story = {
  name: 'every template uses nodes and versions that n8n has',
  async tell(stage) {
    const types = await nodeTypes(await stage.session());
    const known = new Set(types.flatMap(({ name, version }) => [version].flat().map((one) => `${name} ${one}`)));
    const nodes = TEMPLATES.flatMap((slug) => templateOf(slug).nodes);
    const used = new Set(nodes.map(({ type, typeVersion }) => `${type} ${typeVersion}`));
    const missing = [...used].filter((type) => !known.has(type));
    expectThat(missing.length === 0, `n8n has ${missing.join(', ')}`);
    return `${TEMPLATES.length} templates, ${nodes.length} nodes of ${used.size} types`;
  },
};

const STORIES: readonly Story[] = [...ACTS, ...TEMPLATE_ACTS].map(({ slug, edit, others = [], play }) => ({
  name: `template ${slug}`,
  others,
  workflow: ({ bystander: { url } }) =>
    templateOf(slug, { [HELP_DESK]: url, [CHAT]: url, [PODCAST]: url, [RENDERER]: url }, edit),
  async tell(stage, workflow) {
    let seen = await lastId(stage);
    const webhookIdOf = (name: string): string => workflow!.nodes.find((node) => node.name === name)!.webhookId!;
    return play(stage, {
      webhookIdOf,
      submit: async (...answers) => {
        seen = await lastId(stage);
        const form = workflow!.nodes.find(({ type }) => type.endsWith('.formTrigger'))!;
        return fillIn(stage.host, form.webhookId!, answers);
      },
      call: async (path, body, headers = {}) => {
        seen = await lastId(stage);
        const isForm = body instanceof URLSearchParams;
        return fetch(`${stage.host.url}webhook/${path}`, {
          method: 'POST',
          headers: { ...(!isForm && { 'content-type': 'application/json' }), ...headers },
          body: isForm ? body : JSON.stringify(body),
          signal: AbortSignal.timeout(60_000),
        });
      },
      tick: async () => {
        seen = await lastId(stage);
        const start = workflow!.nodes.find(({ type }) => /\.(schedule|googleDrive)Trigger$/.test(type))!;
        await runWorkflow(await stage.session(), workflow!.id, start.name);
      },
      items: async (node, limitMs) => itemsOf(await successOf(stage, workflow!.id, seen, limitMs), node),
    });
  },
}));

export const TEMPLATE_STORIES: readonly Story[] = [NODES_EXIST, ...STORIES];
