import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFaults, type StandIn, startStandIn, type VirtualClock } from '@aai-connectors/stand-in';
import { builtApp, LIMITS, type Platform, shownOf, startPlatform } from '@aai-connectors/host-zapier/emulator';
import { exampleInput, findEntry } from '../src/core.ts';

const AUDIO = 'https://assembly.ai/wildfires.mp3';

/** Names of errors, and texts for developers. */
const RAW =
  /FetchError|AbortError|TypeError|ReferenceError|SyntaxError|DehydrateError|ResponseError|Cannot read|is not a function|\[object|undefined|stack/;

let standIn: StandIn;
let platform: Platform;
let files: Server;
let filesUrl: string;

beforeAll(async () => {
  standIn = await startStandIn({
    clock: 'manual',
    seed: [{ audio_url: 'https://example.com/100%.mp3', text: 'All is well.' }],
  });
  platform = await startPlatform(await builtApp(), standIn);
  files = createServer((request, response) => {
    if (request.url!.startsWith('/broken')) {
      response.writeHead(200, { 'content-length': 5_000 });
      response.write(Buffer.alloc(1_000));
      setTimeout(() => response.destroy(), 20);
    } else if (request.url!.startsWith('/status/')) {
      response.writeHead(Number(request.url!.split('/')[2])).end('No.');
    } else {
      const name = new URL(request.url!, 'http://host').searchParams.get('name');
      if (name !== null) response.setHeader('content-disposition', `attachment; filename="${name}"`);
      response.end(Buffer.alloc(2_000, 1));
    }
  });
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
  filesUrl = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  await platform.close();
  await standIn.close();
  files.closeAllConnections();
  files.close();
});

const failureOf = (work: Promise<unknown>): Promise<Error | undefined> =>
  work.then(
    () => undefined,
    (error: Error) => error,
  );

/** What every error must be: a plain sentence that Zapier shows in full. */
function expectPlain(error: Error): void {
  const shown = shownOf(error);
  expect(`${error.name}: ${shown}`).toMatch(/^(?:AppError|ExpiredAuthError|ThrottledError): \S/);
  expect(shown).not.toMatch(RAW);
  expect(shown).toMatch(/[.!?…]$/);
  expect(shown.length).toBeLessThan(LIMITS.errorCharacters + 1);
}

const upload = (audio_url: string): Promise<unknown> =>
  platform.run('creates.transcribe.operation.perform', {
    inputData: { audio_url, wait: 'false', send_as: 'file', more_settings: ['advanced'] },
  });

describe('Failures of the service', () => {
  // These take seconds, or end only with the deadline, which has its own proof.
  const slow = new Set(['hang', 'drip', 'slow', 'endless', 'bomb', 'truncated', 'reset-after-headers']);
  const faults = listFaults().filter(({ strikes, name }) => strikes === 'answer' && !slow.has(name));

  it('are plain sentences, in any function', async () => {
    const app = await builtApp();
    const { id } = standIn.jobs()[0]!;
    const methods = [
      'authentication.test',
      'hydrators.transcript',
      'hydrators.transcriptFile',
      ...(['creates', 'searches', 'triggers'] as const).flatMap((kind) =>
        Object.keys(app[kind]).map((key) => `${kind}.${key}.operation.perform`),
      ),
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...methods), fc.constantFrom(...faults), async (method, { name }) => {
        const entry = findEntry(method.split('.')[1]!);
        const inputData = {
          ...(entry !== undefined && entry.id !== 'upload_file' && exampleInput(entry, { transcriptId: id })),
          ...(entry?.id === 'upload_file' && { file: `${filesUrl}/a.wav` }),
          ...(entry?.id === 'delete_transcript' && { transcript_id: 'none' }),
          ...(method.startsWith('hydrators.') && { id, key: 'srt' }),
          wait: 'false',
        };
        standIn.control.clear();
        standIn.control.add({ fault: name, times: 3 });
        const error = await failureOf(platform.run(method, { inputData }));
        standIn.control.clear();
        if (error !== undefined) expectPlain(error);
      }),
      { numRuns: 20, examples: faults.slice(0, 8).map((fault) => ['creates.transcribe.operation.perform', fault]) },
    );
  }, 240_000);

  it.each(['500', '503', '504', 'html-502', 'html-200', 'empty-body', 'reset-before-headers', 'truncated', '429'])(
    'in the second half of a step (%s) repeat it later, and the transcript arrives then',
    async (fault) => {
      const inputData = { audio_url: AUDIO };
      const first = await platform.run('creates.transcribe.operation.perform', { inputData });
      const { id } = first.results as { readonly id: string };
      // A forged call, which is checked once.
      const bundle = { inputData, outputData: first.results, cleanedRequest: {} };
      await (standIn.clock as VirtualClock).advance(60_000);
      standIn.control.add({ match: { method: 'GET', path: '/v2/transcript/*' }, fault, times: 9 });
      const error = await failureOf(platform.run('creates.transcribe.operation.performResume', bundle));
      standIn.control.clear();
      expect(error?.name).toBe('ThrottledError');
      const shown = shownOf(error);
      expectPlain(error!);
      expect(shown).toContain(id);
      expect(shown).toContain('AssemblyAI is temporarily unavailable');
      expect(shown).not.toMatch(/transcription failed|was resumed before/i);
      const last = await platform.run('creates.transcribe.operation.performResume', bundle);
      expect(last.results).toMatchObject({ id, status: 'completed' });
    },
  );
});

describe('Failures of the file', () => {
  it.each([
    [
      'an address that does not exist',
      () => 'https://no-such-host.invalid/a.mp3',
      /address no-such-host\.invalid (?:does not exist|could not be looked up)/,
    ],
    ['a link that is refused', () => `${filesUrl}/status/403`, /status 403\. Check that the link in Audio URL has not/],
    ['a server that fails', () => `${filesUrl}/status/503`, /status 503\. Replay the Zap run/],
    [
      'a connection that breaks',
      () => `${filesUrl}/broken`,
      /could not be downloaded\. The connection to 127\.0\.0\.1/,
    ],
  ])('%s: are explained, and nothing is billed', async (_, link, words) => {
    const jobs = standIn.jobs().length;
    const error = await failureOf(upload(link()));
    expectPlain(error!);
    expect(shownOf(error)).toMatch(words);
    expect(standIn.jobs().length).toBe(jobs);
  });

  it('a server that is down: is explained', async () => {
    const closed = createTcp();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const error = await failureOf(upload(`http://127.0.0.1:${port}/a.mp3`));
    expectPlain(error!);
    expect(shownOf(error)).toContain('The server 127.0.0.1 cannot be reached.');
  });
});

describe('Odd file names', () => {
  it.each([
    '100%.mp3',
    '%FF.mp3',
    'Q4 "final".mp3',
    'レポート.mp3',
    "it's (1) #2.mp3",
    'a;b=c.mp3',
    `${'é'.repeat(200)}.mp3`,
  ])('do not break an upload: %s', async (name) => {
    for (const link of [
      `${filesUrl}/${name}`,
      `${filesUrl}/${encodeURIComponent(name)}`,
      `${filesUrl}/x?name=${encodeURIComponent(name.replace(/[^\x20-\x7e]/g, '_'))}`,
    ]) {
      const error = await failureOf(upload(link));
      expect(error === undefined ? '' : shownOf(error)).toBe('');
    }
  });

  it('do not break the files of a transcript', async () => {
    const names = ['100%.mp3', '%FF.mp3', 'Q4 %22final%22.mp3', 'レポート.mp3', `${'報'.repeat(300)}.mp3`];
    const other = await startStandIn({
      clock: 'manual',
      seed: names.map((name) => ({ audio_url: `https://example.com/${name}`, text: 'All is well.' })),
    });
    const host = await startPlatform(await builtApp(), other);
    for (const { id } of other.jobs()) {
      const { results } = await host.run('creates.wait_for_transcript.operation.perform', {
        inputData: { transcript_id: id, files: ['srt', 'json'] },
      });
      const { srt_file, json_file } = results as Readonly<Record<string, unknown>>;
      expect((await host.file(srt_file)).name).toMatch(/\.srt$/);
      expect((await host.file(json_file)).content.toString()).toContain('"words"');
    }
    await host.close();
    await other.close();
  });
});
