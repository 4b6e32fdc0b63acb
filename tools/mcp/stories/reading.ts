import { overHttp } from '../clients.ts';
import { allowLocal } from '../local-links.ts';
import { FOUR_HOURS, LANGUAGES, NEEDLE, recordingIn, WILDFIRES } from '../recordings.ts';
import { expectThat, idIn, LIMIT, type Story, Tokens } from '../story.ts';
import { inWorld } from './transcribing.ts';

export const READING: readonly Story[] = [
  {
    name: 'four hours, read from the first line to the last: each once',
    tell: () =>
      inWorld(async (world) => {
        const session = await overHttp((await world.serve()).url);
        const tokens = new Tokens();
        const first = tokens.of(await session.call('transcribe', { audio: FOUR_HOURS, speaker_labels: true }));
        const id = idIn(first);
        const spoken: string[] = [];
        expectThat(/call read_transcript with transcript_id \S+ and line \d+/.test(first), 'how to read on');
        for (let line: number | undefined = 1, pages = 0; line !== undefined; pages++) {
          expectThat(pages < 200, 'reading ends');
          const page = tokens.of(await session.call('read_transcript', { transcript_id: id, line }));
          spoken.push(...page.split('\n').filter((text) => text.startsWith('[')));
          const [, next] = / and line (\d+)\.$/.exec(page) ?? [];
          line = next === undefined ? undefined : Number(next);
        }
        const { text } = await world.client.transcripts.get(id);
        const heard = spoken.map((line) => line.replace(/^\[[\d:]+\] (?:Speaker \w: )?/, '')).join(' ');
        expectThat(heard === text, 'every word once, in its order');
        const most = Math.max(...tokens.counts);
        await session.close();
        return { seen: `${tokens.counts.length - 1} pages, at most ${most} tokens`, tokens: tokens.counts };
      }),
  },
  {
    name: 'a part: by time, by speaker, within a token budget',
    tell: () =>
      inWorld(async (world) => {
        const session = await overHttp((await world.serve()).url);
        const tokens = new Tokens();
        const id = idIn(tokens.of(await session.call('transcribe', { audio: FOUR_HOURS, speaker_labels: true })));
        const read = async (args: Record<string, unknown>): Promise<string> =>
          tokens.of(await session.call('read_transcript', { transcript_id: id, ...args }));
        const timed = (await read({ from: '1:00:00', to: '1:01:00' })).match(/^\[([\d:]+)\]/gm) ?? [];
        expectThat(timed.length > 2 && timed.every((time) => /^\[(59:5\d|1:00:\d\d)\]$/.test(time)), timed.join());
        const one = (await read({ speaker: 'b', from: '2:00:00', max_tokens: 500 })).match(/Speaker \w:/g) ?? [];
        expectThat(one.length > 0 && one.every((speaker) => speaker === 'Speaker B:'), 'only Speaker B');
        expectThat(tokens.counts.at(-1)! <= 500, `at most 500 tokens, not ${tokens.counts.at(-1)}`);
        const wrong = await session.call('read_transcript', { transcript_id: id, speaker: 'Zed', from: 'noon' });
        const nobody = tokens.ofFailure(await session.call('read_transcript', { transcript_id: id, speaker: 'Zed' }));
        expectThat(nobody.includes('Use one of: Speaker A, Speaker B'), nobody);
        tokens.ofFailure(wrong);
        await session.close();
        return { seen: `${timed.length} lines of a minute, ${one.length} of a speaker`, tokens: tokens.counts };
      }),
  },
  {
    name: 'a chapter',
    tell: () =>
      inWorld(async (world) => {
        const session = await overHttp((await world.serve()).url);
        const tokens = new Tokens();
        const { id } = await world.client.transcribe(WILDFIRES, { speaker_labels: true, auto_chapters: true });
        const overview = tokens.of(await session.call('wait_for_transcript', { transcript_id: id }));
        expectThat(/Chapters:\n1\. \[0:00\] /.test(overview), 'the chapters are listed');
        const chapter = tokens.of(await session.call('read_transcript', { transcript_id: id, chapter: '1' }));
        const failure = tokens.ofFailure(
          await session.call('read_transcript', { transcript_id: id, chapter: 'cooking' }),
        );
        expectThat(failure.includes('The chapters are: 1. '), failure);
        await session.close();
        return { seen: chapter.split('\n')[0]!, tokens: tokens.counts };
      }),
  },
  {
    name: 'words found in several transcripts, page by page',
    tell: () =>
      inWorld(async (world) => {
        const { standIn } = world;
        const session = await overHttp((await world.serve({ allowUrl: allowLocal })).url);
        const tokens = new Tokens();
        const recordings = [FOUR_HOURS, WILDFIRES, standIn.audio['jfk']!];
        const transcribed = await Promise.all(
          recordings.map((audio) => session.call('transcribe', { audio, speaker_labels: true })),
        );
        for (const answer of transcribed) tokens.of(answer);
        const find = async (args: Record<string, unknown>): Promise<string> =>
          tokens.of(await session.call('find_in_transcripts', args));
        const needle = await find({ words: ['five working days', 'unicorn'] });
        expectThat(needle.includes(NEEDLE) && /\[2:\d\d:\d\d\] Speaker B: /.test(needle), needle);
        expectThat(needle.includes('Not found: unicorn.'), needle);
        const lines = new Set<string>();
        let matches = 0;
        for (let skip: number | undefined = 0; skip !== undefined;) {
          const page: string = await find({ words: ['invoice'], skip });
          const found = page.split('\n').filter((line) => line.includes('] '));
          for (const line of found) lines.add(line);
          matches += found.length;
          const [, next] = / and skip (\d+)\.$/.exec(page) ?? [];
          skip = next === undefined ? undefined : Number(next);
        }
        expectThat(matches === lines.size && matches > 500, `${matches} matches, each once`);
        await session.close();
        return { seen: `1 needle in four hours, ${matches} matches of a frequent word`, tokens: tokens.counts };
      }),
  },
  {
    name: 'a question, with quotes that were said, and a summary; each billed once',
    tell: () =>
      inWorld(async (world) => {
        const session = await overHttp((await world.serve()).url);
        const tokens = new Tokens();
        const id = idIn(tokens.of(await session.call('transcribe', { audio: WILDFIRES, speaker_labels: true })));
        const ask = { question: 'What are the tiny particles in the air?', transcript_ids: [id] };
        const answer = tokens.of(await session.call('ask_transcripts', ask));
        expectThat(/^\[\d\d:\d\d:\d\d\] Speaker \w: "/m.test(answer), answer);
        const billed = (): number =>
          world.standIn.requests().filter(({ path }) => /chat\/completions|understanding/.test(path)).length;
        const before = billed();
        expectThat(tokens.of(await session.call('ask_transcripts', ask)) === answer, 'the same answer');
        expectThat(billed() === before, 'no second request');
        const summary = tokens.of(await session.call('summarize_transcript', { transcript_id: id }));
        expectThat(summary.length > 50, summary);
        await session.close();
        return { seen: answer.split('\n')[0]!.slice(0, 80), tokens: tokens.counts };
      }),
  },
  {
    name: `answers in ${LANGUAGES.length} scripts fit into ${LIMIT.toLocaleString('en-US')} tokens`,
    tell: () =>
      inWorld(async (world) => {
        const session = await overHttp((await world.serve()).url);
        const tokens = new Tokens();
        const most: string[] = [];
        const overviews = await Promise.all(
          LANGUAGES.map((one) => session.call('transcribe', { audio: recordingIn(one), speaker_labels: true })),
        );
        for (const [at, language] of LANGUAGES.entries()) {
          const id = idIn(tokens.of(overviews[at]!));
          const page = tokens.of(await session.call('read_transcript', { transcript_id: id, line: 20 }));
          expectThat(page.includes('To read on'), `the recording is longer than a page: ${language}`);
          most.push(`${language} ${tokens.counts.at(-1)}`);
        }
        await session.close();
        return { seen: most.join(', '), tokens: tokens.counts };
      }),
  },
];
