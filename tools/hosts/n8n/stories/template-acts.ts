import type { StandIn } from '@aai-connectors/stand-in';
import { createHmac } from 'node:crypto';
import { until } from '../real/until.ts';
import { type Act, dialogue, noRecording } from './act.ts';
import { expectThat } from './seen.ts';
import { DRIVE } from './services/drive.ts';
import { TWILIO, ZOOM } from './services/telephony.ts';
import { SLACK } from './services/slack.ts';

const POST_MESSAGE = '/api/chat.postMessage';

/** Signs an event as Zoom does. */
function signed(event: object): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const message = `v0:${timestamp}:${JSON.stringify(event)}`;
  const signature = createHmac('sha256', ZOOM.secretToken).update(message).digest('hex');
  return { 'x-zm-request-timestamp': timestamp, 'x-zm-signature': `v0=${signature}` };
}

/** An event of a meeting with two files, of which one has no picture. */
const zoomEvent = (url: string, path = ZOOM.path): object => ({
  event: 'recording.completed',
  event_ts: 1_767_600_000_000,
  payload: {
    account_id: 'account',
    object: {
      uuid: 'WEz4RT2lSyKx2MD9Z+lYfA==',
      id: 87_565_330_005,
      topic: 'Weekly planning',
      start_time: '2026-01-05T09:00:00Z',
      duration: 1,
      recording_files: [
        {
          id: '1',
          file_type: 'MP4',
          recording_type: 'shared_screen',
          download_url: `${url}/rec/video`,
          status: 'completed',
        },
        { id: '2', file_type: 'M4A', recording_type: 'audio_only', download_url: `${url}${path}`, status: 'completed' },
      ],
    },
  },
  download_token: ZOOM.downloadToken,
});

const twilioCall = (RecordingSid: string, RecordingStatus = 'completed'): URLSearchParams =>
  new URLSearchParams({
    AccountSid: TWILIO.accountSid,
    CallSid: 'CA00000000000000000000000000000001',
    RecordingSid,
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${TWILIO.accountSid}/Recordings/${RecordingSid}`,
    RecordingStatus,
    RecordingDuration: '12',
    RecordingChannels: '1',
    RecordingSource: 'DialVerb',
  });

/** Transcribes a recording without n8n, so that the account has one. */
async function transcribed({ url, keys, audio }: StandIn): Promise<void> {
  const headers = { authorization: keys[0]!, 'content-type': 'application/json' };
  const body = JSON.stringify({ audio_url: audio['jfk'] });
  const submitted = await fetch(`${url}/v2/transcript`, { method: 'POST', headers, body });
  const { id } = (await submitted.json()) as { readonly id: string };
  await until(
    async () => {
      const answer = await fetch(`${url}/v2/transcript/${id}`, { headers });
      return ((await answer.json()) as { readonly status: string }).status === 'completed' ? true : undefined;
    },
    { limitMs: 20_000, late: () => 'The transcript was not ready.' },
  );
}

export const TEMPLATE_ACTS: readonly Act[] = [
  {
    slug: 'drive-recording-to-notes',
    async play({ bystander }, { tick, items }) {
      await tick();
      const [saved] = await items('Save Notes to Drive');
      expectThat(saved?.json['id'] === 'uploaded-1', 'the notes are in the folder');
      const [named] = bystander.calls('/drive/v3/files/uploaded-1');
      expectThat(String(named?.body).includes(`${DRIVE.name} - notes.md`), 'with the name of the recording');
      const uploaded = bystander.calls(DRIVE.upload).map(({ body }) => body.toString('utf8'));
      const notes = uploaded.find((text) => text.includes('Speaker A'));
      expectThat(/action items/i.test(notes ?? ''), `notes with action items:\n${uploaded.join('\n')}`);
      return `${DRIVE.name} - notes.md with speakers and action items`;
    },
  },
  {
    slug: 'zoom-recording-to-slack',
    async play({ bystander }, { call, items }) {
      const before = bystander.posted(POST_MESSAGE).length;
      const plainToken = 'qgg8vlvZRS6UYooatFL8Aw';
      const asked = await call('zoom-recording', { event: 'endpoint.url_validation', payload: { plainToken } });
      const encryptedToken = createHmac('sha256', ZOOM.secretToken).update(plainToken).digest('hex');
      const validation = (await asked.json()) as Record<string, unknown>;
      expectThat(validation['encryptedToken'] === encryptedToken, 'the URL is confirmed');
      const event = zoomEvent(bystander.url);
      const forged = await call('zoom-recording', event, { ...signed({}) });
      expectThat(forged.status === 401, `a wrong signature is refused, not answered ${forged.status}`);
      const accepted = await call('zoom-recording', event, signed(event));
      expectThat(accepted.status === 204, `the event is accepted, not answered ${accepted.status}`);
      await items('Post Notes');
      const gone = zoomEvent(bystander.url, '/rec/gone');
      await call('zoom-recording', gone, signed(gone));
      await items('Post Problem');
      const [notes, problem] = bystander
        .posted(POST_MESSAGE)
        .slice(before)
        .map(({ text }) => String(text));
      expectThat(notes?.startsWith('*Weekly planning*\n') === true && notes.includes('• '), `notes, not ${notes}`);
      expectThat(problem?.includes('could not be transcribed') === true, `the problem, not ${problem}`);
      return `validated, forged 401, posted to ${SLACK.channel}: ${notes.slice(0, 60).replaceAll('\n', ' ')}`;
    },
  },
  {
    slug: 'twilio-call-recording-to-slack',
    async play({ bystander }, { call, items }) {
      const before = bystander.posted(POST_MESSAGE).length;
      await call('twilio-recording', twilioCall(TWILIO.recordingSid, 'in-progress'));
      expectThat((await items('Completed Only')).length === 0, 'a call in progress is ignored');
      await call('twilio-recording', twilioCall(TWILIO.recordingSid));
      await items('Post Summary');
      await call('twilio-recording', twilioCall('RE00000000000000000000000000000404'));
      await items('Post Problem');
      const [summary, problem] = bystander
        .posted(POST_MESSAGE)
        .slice(before)
        .map(({ text }) => String(text));
      expectThat(/^\*Call CA0+1, 12 seconds\*\n.{20}/s.test(summary ?? ''), `a summary, not ${summary}`);
      expectThat(problem?.includes('404 could not be transcribed') === true, `the problem, not ${problem}`);
      return `${summary!.slice(0, 90).replaceAll('\n', ' ')}; a missing recording is reported`;
    },
  },
  {
    slug: 'burned-in-subtitles',
    async play(_stage, { submit }) {
      const { files } = await submit(dialogue('clip.mp4', 'video/mp4'));
      const video = files[0]?.content.toString('utf8') ?? '';
      expectThat(/^video with \d+ lines$/.test(video), `a video with subtitles, not ${video}`);
      return `${files[0]!.type}: ${video}`;
    },
  },
  {
    slug: 'cost-report',
    async play({ standIn }, { tick, items }) {
      await transcribed(standIn);
      await tick();
      const rows = await items('Add Cost');
      const [file] = await items('Create CSV');
      const today = rows.at(-1)?.json ?? {};
      const [hours, cost] = [Number(today['hours']), Number(today['cost'])];
      expectThat(hours > 0 && Math.abs(cost - hours * 0.27) < 0.001, `hours and cost, not ${JSON.stringify(today)}`);
      expectThat(file?.binary?.['data']?.['fileName'] === 'transcription-cost.csv', 'a CSV file');
      return `${rows.length} days, the last one: ${String(today['recordings'])} recordings, ${hours} h, ${cost}`;
    },
  },
  {
    slug: 'agent-that-transcribes',
    edit: (node) =>
      node.type.endsWith('.chatTrigger') ? { ...node, parameters: { ...node.parameters, public: true } } : node,
    async play({ standIn }, { call, webhookIdOf }) {
      const chatInput = `What does ${standIn.audio['jfk']} say?`;
      const answer = await call(`${webhookIdOf('Chat')}/chat`, {
        action: 'sendMessage',
        sessionId: 'story',
        chatInput,
      });
      const { output } = (await answer.json()) as { readonly output?: string };
      expectThat(output?.includes('your country') === true, `the agent quotes the transcript, not ${output}`);
      return output.slice(0, 80);
    },
  },
  {
    slug: 'long-list-in-batches',
    edit: (node) => (node.name === 'Next Batch' ? { ...node, parameters: { ...node.parameters, batchSize: 2 } } : node),
    async play({ standIn }, { submit, items }) {
      const urls = [standIn.audio['jfk'], `${standIn.url}/audio/missing.wav`, standIn.audio['austen-0870']];
      const { files } = await submit(`${urls.join('\n')}\n`);
      const rows = (await items('Next Batch')).map(({ json }) => json);
      expectThat(rows.map(({ url }) => url).join() === urls.join(), `a row for each link: ${JSON.stringify(rows)}`);
      const [first, second, third] = rows;
      expectThat(String(first!['text']).includes('country') && second!['problem'] !== '', 'text, and a problem');
      expectThat(third!['text'] !== '' && third!['problem'] === '', 'the second batch');
      const lines = files[0]?.content.toString('utf8').trim().split('\n') ?? [];
      expectThat(lines.length === 4, `a CSV file with three rows:\n${lines.join('\n')}`);
      return `2 batches, 2 texts, 1 problem: ${String(second!['problem']).slice(0, 50)}`;
    },
  },
  {
    slug: 'call-quality-score-card',
    async play(_stage, { submit, items }) {
      await submit(dialogue(), 'Ana');
      const { html } = await submit(dialogue(), 'Ben');
      const [row] = await items('Add Scores');
      expectThat(row?.json['agent'] === 'Ben' && row.json['id'] === 2, `the second row: ${JSON.stringify(row?.json)}`);
      expectThat(/^(Very polite|Polite|Impolite)$/.test(String(row.json['politeness'])), 'one of the answers');
      expectThat(html.includes('Scores of Ben'), 'the scores on the page');
      return `2 rows in the table, the last one: ${row.json['politeness']}, solved ${String(row.json['solved'])}`;
    },
  },
  {
    slug: 'interview-to-blog-draft',
    async play({ standIn }, { submit }) {
      const { files } = await submit(dialogue(), 'Weather', 'AssemblyAI, Ana');
      const terms = standIn.requests().findLast(({ path }) => path === '/v2/transcript')?.body;
      expectThat(JSON.stringify(terms).includes('["AssemblyAI","Ana"]'), 'the names are key terms');
      expectThat(files[0]?.fileName === 'draft.md' && files[0].content.byteLength > 50, 'a draft');
      const { html } = await submit(noRecording(), 'Weather', '');
      expectThat(html.includes('could not be processed'), 'the problem on the page');
      return `draft.md, ${files[0].content.byteLength} bytes; a broken file shows the problem`;
    },
  },
];
