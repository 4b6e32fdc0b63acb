import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiRequest, ApiResponse } from '../../src/host-io.ts';
import { type BatchSource, createClient, memoryJournal, type TranscribeAllOptions } from '../../src/node/index.ts';
import { transcript } from '../support/scripted.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aai-batch-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A client of an account whose jobs are finished at once. */
function account() {
  let jobs = 0;
  const sent: string[] = [];
  const send = async (request: ApiRequest): Promise<ApiResponse> => {
    const { pathname } = new URL(request.url);
    sent.push(`${request.method} ${pathname}`);
    if (typeof request.body === 'object') for await (const _ of request.body);
    const id = request.method === 'POST' ? `t-${++jobs}` : pathname.split('/').at(-1);
    const body = pathname.endsWith('/upload') ? { upload_url: `https://u/${--jobs}` } : transcript({ id });
    return { status: 200, headers: {}, body: JSON.stringify(body) };
  };
  const client = createClient({ apiKey: 'key-1', io: { send } });
  return {
    sent,
    async run(sources: readonly BatchSource[], options: TranscribeAllOptions = {}) {
      const all = [];
      for await (const result of client.transcribeAll(sources, {}, { onError: 'yield', jobs: 1, ...options }))
        all.push(result);
      return all;
    },
  };
}

it('paths are opened one by one: a missing file fails only its own source', async () => {
  const path = join(folder, 'a.wav');
  await writeFile(path, 'RIFF');
  const { run, sent } = account();
  const results = await run([path, join(folder, 'missing.wav'), 'https://example.com/a.mp3']);
  expect(results.map(({ name, transcriptId }) => [name, transcriptId])).toEqual([
    [path, 't-1'],
    [join(folder, 'missing.wav'), undefined],
    ['https://example.com/a.mp3', 't-2'],
  ]);
  expect(results[1]!.error).toMatchObject({ code: 'bad_input', message: /There is no file/ });
  expect(sent.filter((one) => one.endsWith('/upload'))).toHaveLength(1);
});

it('a changed file is another recording for the journal', async () => {
  const path = join(folder, 'b.wav');
  const { run } = account();
  const journal = memoryJournal();
  const idOf = async (): Promise<string | undefined> => (await run([path], { journal }))[0]!.transcriptId;
  await writeFile(path, 'RIFF');
  await utimes(path, 1, 1);
  expect([await idOf(), await idOf()]).toEqual(['t-1', 't-1']);
  await utimes(path, 2, 2);
  expect(await idOf()).toBe('t-2');
});
