import { type Client, findEntry, perform, readInput, sampleOf, simplified } from '@aai-connectors/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scenario, scenarios, type World } from '../conformance/scenarios.ts';
import { keysOf } from '../conformance/sample-keys.ts';
import { openStage } from '../conformance/stage.ts';
import { type Adapter, expectConforming, expectSampleAsLive, type Stage } from '../conformance/suite.ts';

const AUDIO = 'https://assembly.ai/wildfires.mp3';

/** A host that is the core itself, but for what `habit` adds or replaces. */
const host = (habit: (run: () => Promise<unknown>, client: Client) => Promise<unknown>): Adapter => ({
  name: 'A small host',
  shown: {
    async simple({ entry: id, answers }, { client }) {
      const entry = findEntry(id)!;
      return simplified(entry, await perform(entry, answers, { client: client() }));
    },
  },
  run({ entry, answers, withoutWaiting, fileIn }, { client, file }) {
    const own = client();
    const given = entry === 'upload_file' ? { file } : { ...answers, ...(fileIn !== undefined && { [fileIn]: file }) };
    const found = findEntry(entry)!;
    const isStart = found.kind === 'job' && withoutWaiting === true;
    return habit(
      () =>
        isStart
          ? found.start({ client: own, input: readInput(found, given).input })
          : perform(found, given, { client: own }),
      own,
    );
  },
});

const faithful = host((run) => run());

describe('the conformance suite', () => {
  let stage: Stage;
  let world: World;
  beforeAll(async () => {
    ({ stage, world } = await openStage());
  }, 120_000);
  afterAll(() => stage.standIn.close());

  const scenario = (name: string): Scenario => scenarios(world).find((one) => one.name === name)!;
  const checked = (adapter: Adapter, name: string): Promise<void> => expectConforming(adapter, scenario(name), stage);

  it.each([
    'transcribe with prompt',
    'transcribe with a file',
    'upload_file',
    'transcribe',
    'wait_for_transcript',
    'list_transcripts',
  ])('passes a host that does what the core does: %s', async (name) => {
    await checked(faithful, name);
  });

  it('fails a host that sends a link instead of the file', async () => {
    const { run } = faithful;
    const linking: Adapter = {
      ...faithful,
      run: (one, on) => run({ ...one, fileIn: undefined, answers: { audio_url: AUDIO } }, on),
    };
    await expect(checked(linking, 'transcribe with a file')).rejects.toThrow(/^requests:/);
  });

  it.each(['transcribe with prompt', 'transcribe', 'summarize_transcript'])(
    'fails a host that submits twice: %s',
    async (name) => {
      const twice = host(async (run) => {
        await run();
        return run();
      });
      await expect(checked(twice, name)).rejects.toThrow(/^requests:/);
    },
  );

  it.each(['transcribe', 'search_words', 'get_redacted_audio', 'delete_transcript'])(
    'passes a host whose sample of %s is as a live answer',
    async (id) => {
      await expectSampleAsLive(faithful, id, stage);
    },
  );

  it.each([
    ['promises', { summary: 'They talk.' }, {}],
    ['has not shown', {}, { words: [] }],
  ])('fails a host that %s a key', async (_, more, extra) => {
    const { shown } = faithful;
    const sample = { ...(sampleOf(findEntry('transcribe')!) as object), ...more };
    const simple = async (one: Scenario, on: Stage) => ({ ...((await shown.simple(one, on)) as object), ...extra });
    const liar: Adapter = { ...faithful, shown: { simple, sample: () => sample } };
    await expect(expectSampleAsLive(liar, 'transcribe', stage)).rejects.toThrow(/deeply equal/);
  });

  it('reads the keys of data, such as languages, as one', () => {
    expect(keysOf({ translations: { de: 'Hallo' }, utterances: [{ text: 'a' }, { end: 1 }], usage: { n: 1 } })).toEqual(
      ['translations', 'usage', 'usage.n', 'utterances', 'utterances[].end', 'utterances[].text'],
    );
  });

  it('fails a host that uploads twice', async () => {
    const twice = host(async (run, { files }) => {
      await files.upload(new Uint8Array(stage.file));
      return run();
    });
    await expect(checked(twice, 'upload_file')).rejects.toThrow(/^requests:/);
  });

  it('fails a host that deletes twice', async () => {
    const { client } = stage;
    const { id } = await client().transcripts.submit({ audio_url: AUDIO });
    await stage.pass();
    const twice = host(async (run, { transcripts }) => {
      await transcripts.delete(id);
      return run();
    });
    const remove: Scenario = { name: 'delete', entry: 'delete_transcript', answers: { transcript_id: id } };
    await expectConforming(faithful, remove, stage);
    await expect(expectConforming(twice, remove, stage)).rejects.toThrow(/^requests:/);
  });

  it('fails a host that lists twice, since only checks of a job are free', async () => {
    const twice = host(async (run) => {
      await run();
      return run();
    });
    await expect(checked(twice, 'list_transcripts')).rejects.toThrow(/^requests:/);
  });

  it.each(['transcribe', 'wait_for_transcript', 'get_transcript'])(
    'passes a host that checks its job ten times: %s',
    async (name) => {
      const patient = host(async (run, { transcripts }) => {
        const result = (await run()) as { readonly id: string };
        for (let check = 0; check < 10; check++) await transcripts.get(result.id);
        return result;
      });
      await checked(patient, name);
    },
  );

  it('fails a host that checks another job', async () => {
    const { id } = await stage.client().transcripts.submit({ audio_url: AUDIO });
    const confused = host(async (run, { transcripts }) => {
      const result = await run();
      await transcripts.get(id);
      return result;
    });
    await expect(checked(confused, 'wait_for_transcript')).rejects.toThrow(/^requests:/);
  });

  it('fails a host that changes the result', async () => {
    const inventive = host(async (run) => ({ ...((await run()) as object), text: 'Something else.' }));
    await expect(checked(inventive, 'get_transcript')).rejects.toThrow(/^result:/);
  });

  it('fails a host that hides an error', async () => {
    const optimist = host((run) => run().catch(() => ({})));
    const unknown: Scenario = { name: 'unknown', entry: 'get_transcript', answers: { transcript_id: 'no-such-id' } };
    await expectConforming(faithful, unknown, stage);
    await expect(expectConforming(optimist, unknown, stage)).rejects.toThrow(/^success:/);
  });
});
