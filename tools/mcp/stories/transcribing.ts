import { copyFile, mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createUsage } from '@aai-connectors/core/node';
import { type McpSession, overHttp, overOldHttp, overStdio } from '../clients.ts';
import { allowLocal } from '../local-links.ts';
import { WILDFIRES } from '../recordings.ts';
import { expectThat, idIn, type Story, submitted, Tokens } from '../story.ts';
import { openWorld, type World } from '../world.ts';

/** Runs a story in a new world. */
export async function inWorld<T>(
  play: (world: World) => Promise<T>,
  settings: Parameters<typeof openWorld>[0] = {},
): Promise<T> {
  const world = await openWorld(settings);
  try {
    return await play(world);
  } finally {
    await world.close();
  }
}

export const TRANSCRIBING: readonly Story[] = [
  {
    name: 'a link, over HTTP, with the official client of protocol 2026-07-28',
    tell: () =>
      inWorld(async (world) => {
        const { url } = await world.serve();
        const session = await overHttp(url);
        const tokens = new Tokens();
        const definitions = tokens.count(JSON.stringify(session.tools));
        const text = tokens.of(await session.call('transcribe', { audio: WILDFIRES, speaker_labels: true }));
        expectThat(/Speakers: Speaker A \(\d+%/.test(text) && text.includes('[0:00] '), 'speakers and times');
        expectThat(text.endsWith('This is all of it.'), 'whether there is more');
        const again = tokens.of(await session.call('transcribe', { audio: WILDFIRES, speaker_labels: true }));
        expectThat(idIn(again) === idIn(text) && world.standIn.jobs().length === 1, 'one job for two calls');
        await session.close();
        return {
          seen: `${session.tools.length} tools (${definitions.length} characters), one job`,
          tokens: tokens.counts,
        };
      }),
  },
  {
    name: 'a local file below the allowed folder, and none outside, over standard input',
    tell: () =>
      inWorld(async ({ folder, recordings, command, standIn }) => {
        const allowed = join(folder, 'audio');
        await mkdir(join(allowed, 'calls'), { recursive: true });
        await copyFile(join(recordings, 'dialogue.wav'), join(allowed, 'calls', 'dialogue.wav'));
        await writeFile(join(folder, 'secret.wav'), 'secret');
        await symlink(join(folder, 'secret.wav'), join(allowed, 'link.wav'));
        const session = await overStdio(command('--folder', allowed));
        const tokens = new Tokens();
        const text = tokens.of(await session.call('transcribe', { audio: 'calls/dialogue.wav', speaker_labels: true }));
        expectThat(/Speaker B: /.test(text), 'two speakers');
        const outside = [
          join(folder, 'secret.wav'),
          '../secret.wav',
          'link.wav',
          '/etc/passwd',
          `file://${folder}/secret.wav`,
        ];
        for (const audio of outside) {
          const refusal = tokens.ofFailure(await session.call('transcribe', { audio }));
          expectThat(refusal.includes('outside the allowed folder'), refusal);
        }
        const missing = tokens.ofFailure(await session.call('transcribe', { audio: 'calls/none.wav' }));
        expectThat(missing.includes('There is no file'), missing);
        await session.close();
        expectThat(standIn.uploads().length === 1, 'one upload');
        return { seen: `transcribed, ${outside.length} ways out refused`, tokens: tokens.counts };
      }),
  },
  {
    name: 'a long job: the call ends with what to do next, and a wait continues',
    tell: () =>
      inWorld(
        async (world) => {
          const { url } = await world.serve({ waitMs: 900 });
          const session = await overOldHttp(url);
          const tokens = new Tokens();
          const reports: string[] = [];
          const onprogress = ({ message = '' }): void => void reports.push(message);
          const text = await submitted(async () =>
            tokens.of(await session.call('transcribe', { audio: WILDFIRES }, { onprogress })),
          );
          expectThat(text.includes('Call wait_for_transcript'), text);
          const id = idIn(text);
          let calls = 0;
          let last = text;
          while (!last.startsWith('The transcript is finished')) {
            expectThat(++calls < 10, 'the job ends');
            last = tokens.of(await session.call('wait_for_transcript', { transcript_id: id }));
          }
          expectThat(reports.length > 0, 'progress was reported');
          expectThat(world.standIn.jobs().length === 1, 'one job');
          await session.close();
          return { seen: `${calls} waits, progress: ${reports[0]}`, tokens: tokens.counts };
        },
        { timing: { processingMs: 2_500 } },
      ),
  },
  {
    name: 'a server that is killed while it waits: the next one finds the job',
    tell: () =>
      inWorld(
        async ({ command, standIn }) => {
          const tokens = new Tokens();
          const first = await overStdio(command());
          const lost = first.call('transcribe', { audio: WILDFIRES }).then(
            () => 'answered',
            () => 'lost',
          );
          await untilTrue(() => standIn.jobs().length === 1);
          process.kill(first.pid!, 'SIGKILL');
          expectThat((await lost) === 'lost', 'the call was lost');
          const second = await overStdio(command());
          const text = tokens.of(await second.call('transcribe', { audio: WILDFIRES }));
          await Promise.all([first.close(), second.close()]);
          expectThat(text.startsWith('The transcript is finished'), text);
          expectThat(standIn.jobs().length === 1, `one job, not ${standIn.jobs().length}`);
          return { seen: 'one job, one bill', tokens: tokens.counts };
        },
        { timing: { processingMs: 1_200 } },
      ),
  },
  {
    name: 'ten calls for one recording at once, and a client that leaves',
    tell: () =>
      inWorld(
        async (world) => {
          const { url } = await world.serve();
          const tokens = new Tokens();
          const leaving = await overHttp(url);
          const left = new AbortController();
          const gone = leaving.call('transcribe', { audio: WILDFIRES }, { signal: left.signal }).catch(() => 'gone');
          const sessions: McpSession[] = [];
          for (let at = 0; at < 10; at++) sessions.push(await overHttp(url));
          const calls = sessions.map((session) => session.call('transcribe', { audio: WILDFIRES }));
          left.abort();
          const ids = (await Promise.all(calls)).map((answer) => idIn(tokens.of(answer)));
          await gone;
          await Promise.all([leaving, ...sessions].map((session) => session.close()));
          expectThat(new Set(ids).size === 1 && world.standIn.jobs().length === 1, 'one job for all');
          return { seen: '10 answers, one job', tokens: tokens.counts };
        },
        { timing: { processingMs: 400 } },
      ),
  },
  {
    name: 'subtitles in a file, which never replaces another one',
    tell: () =>
      inWorld(async (world) => {
        const { folder } = world;
        const out = join(folder, 'subtitles');
        const { url } = await world.serve({ folders: [out] });
        const session = await overHttp(url);
        const tokens = new Tokens();
        const id = idIn(tokens.of(await session.call('transcribe', { audio: WILDFIRES })));
        const save = async (args: Record<string, unknown>): Promise<string> =>
          tokens.of(await session.call('save_subtitles', { transcript_id: id, ...args }));
        await save({ format: 'srt', chars_per_caption: 42 });
        await save({ format: 'srt' });
        await save({ format: 'vtt', file_name: '../../../etc/passwd' });
        const files = (await readdir(out)).sort();
        expectThat(files.join() === 'etc passwd.vtt,wildfires-2.srt,wildfires.srt', files.join());
        expectThat((await readFile(join(out, 'wildfires.srt'), 'utf8')).startsWith('1\n00:00:00,'), 'SRT');
        expectThat(!(await readdir(folder)).includes('etc'), 'no file outside');
        await session.close();
        return { seen: files.join(', '), tokens: tokens.counts };
      }),
  },
  {
    name: 'the list, the usage and its limit',
    tell: () =>
      inWorld(async (world) => {
        const { standIn } = world;
        const usage = createUsage({ limit: { hours: 0.05 }, whenUnknown: 'allow' });
        const { url } = await world.serve({ usage, allowUrl: allowLocal });
        const session = await overHttp(url);
        const tokens = new Tokens();
        await session.call('transcribe', { audio: WILDFIRES });
        const jfk = standIn.audio['jfk'];
        const refusal = tokens.ofFailure(await session.call('transcribe', { audio: jfk }));
        expectThat(/limit of 0\.05 h/.test(refusal), refusal);
        const bill = tokens.of(await session.call('get_usage', {}));
        const list = tokens.of(await session.call('list_transcripts', { status: 'completed' }));
        expectThat(list.includes('wildfires.mp3') && standIn.jobs().length === 1, list);
        await session.close();
        return { seen: bill.split('\n')[0]!, tokens: tokens.counts };
      }),
  },
];

/** Polls until the condition holds. @throws after five seconds */
export async function untilTrue(isSo: () => boolean): Promise<void> {
  for (let left = 500; !isSo(); left--) {
    expectThat(left > 0, 'it happens within five seconds');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
