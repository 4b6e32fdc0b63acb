import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Engine, type StandIn, startStandIn, wavFile } from '@aai-connectors/stand-in';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

const KEY = 'a-key';

/** A recording that is never done. */
const ENDLESS = 'endless';

/** Returns the content of the file as the transcript of half an hour of audio. */
const echo: Engine = {
  name: 'echo',
  async transcribe({ file }) {
    const text = (await readFile((await file()).path)).toString('latin1');
    if (text === ENDLESS) await new Promise(() => undefined);
    const words = text === 'silence' ? [] : [{ text, start: 0, end: 400, confidence: 1, speaker: null }];
    return { words, durationMs: 1_800_000, channels: 1, languageCode: 'en_us', entities: [], recorded: {} };
  },
};

let standIn: StandIn;
let folder: string;
let jobsBefore = 0;

beforeAll(async () => {
  standIn = await startStandIn({
    engines: [echo],
    keys: [KEY],
    timing: { queuedMs: 0, processingMs: 0, slowMs: 60_000 },
  });
});
afterAll(() => standIn.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aai-stories-'));
  jobsBefore = standIn.jobs().length;
});
afterEach(async () => {
  standIn.control.clear();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Milliseconds from the last error line to the end. */
  readonly msToEnd: number;
}

/** Runs the program with its files in `folder`. `onError` receives all that standard error holds so far. */
async function program(
  argv: readonly string[],
  {
    apiKey = KEY,
    onError,
  }: { readonly apiKey?: string; readonly onError?: (err: string, stop: () => void) => void } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, ['--conditions=@aai-connectors/source', MAIN, ...argv, '--host', standIn.url], {
    cwd: folder,
    env: { ...process.env, ASSEMBLYAI_API_KEY: apiKey },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  let saidAt = 0;
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => {
    saidAt = performance.now();
    err += text.toString();
    onError?.(err, () => child.kill('SIGINT'));
  });
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out, err, msToEnd: performance.now() - saidAt };
  } finally {
    child.kill('SIGKILL');
  }
}

const put = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return name;
};

const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
const files = async (): Promise<string[]> => (await readdir(folder, { recursive: true })).sort();
/** Jobs that were started since the story began. */
const started = (): number => standIn.jobs().length - jobsBefore;
const lines = (text: string): string[] => text.split('\n').filter(Boolean);

describe('before anything is billed', () => {
  it('refuses five recordings if one is missing', async () => {
    for (const name of ['a.mp3', 'b.mp3', 'c.mp3', 'd.mp3']) await put(name, name);
    const { code, out, err } = await program(['a.mp3', 'b.mp3', 'missing.mp3', 'c.mp3', 'd.mp3']);
    expect([code, out, lines(err)]).toEqual([2, '', ['Error: The file missing.mp3 does not exist.']]);
    expect(started()).toBe(0);
  });

  it('lists every unusable recording', async () => {
    await put('empty.mp3', '');
    await put('a/b.mp3', 'b');
    const { code, err } = await program(['a', 'a/b.mp3', 'empty.mp3', 'ftp://example.com/c.mp3']);
    expect([code, lines(err)]).toEqual([
      2,
      [
        'Error: Nothing was started: 3 of 4 recordings cannot be used:',
        '  a is a folder, not a file.',
        '  empty.mp3 is empty.',
        '  The API cannot load ftp://example.com/c.mp3. Links must start with http:// or https://.',
      ],
    ]);
  });

  it('refuses a folder that is not writable', async () => {
    await put('a.mp3', 'a');
    // Also for those who may write everywhere: part of the path is a file.
    const { code, out, err } = await program(['a.mp3', '--out', 'a.mp3/files']);
    expect([code, out, lines(err)]).toEqual([
      2,
      '',
      ['Error: Cannot write to the folder a.mp3/files (part of its path is a file). Choose another folder with --out.'],
    ]);
    expect(started()).toBe(0);
  });

  it('refuses to replace files, and writes no other file', async () => {
    await put('a.mp3', 'a');
    await put('out/a.srt', 'mine');
    const { code, err } = await program(['a.mp3', '--out', 'out']);
    expect([code, lines(err)]).toEqual([
      2,
      ['Error: out/a.srt exists. Add --force to replace it, or choose another folder with --out.'],
    ]);
    expect([await files(), await read('out/a.srt'), started()]).toEqual([['a.mp3', 'out', 'out/a.srt'], 'mine', 0]);
  });

  it('refuses more audio than --max-hours allows', async () => {
    const silence = wavFile({ sampleRate: 8000, channels: 1, samples: new Int16Array(80_000) });
    await put('a.wav', silence);
    await put('b.wav', silence);
    const { code, err } = await program(['a.wav', 'b.wav', '--max-hours', '0.005']);
    expect([code, lines(err)]).toEqual([
      2,
      ['Error: Nothing was started: the recordings contain 0.00556 hours of audio, more than --max-hours 0.005.'],
    ]);
    expect(started()).toBe(0);
  });

  it.each([
    [['--fromat', 'srt'], 'There is no option --fromat. Did you mean --format?'],
    [['--speaker'], 'There is no option --speaker. Did you mean --speakers?'],
    [['--out'], '--out needs a value. See npm start -- --help.'],
    [
      ['--param', 'speaker_lables=true'],
      `The API has no parameter speaker_lables. Did you mean speaker_labels? To send it anyway, use --param 'additional_params={"speaker_lables":true}'`,
    ],
  ])('refuses %j', async (options, sentence) => {
    await put('a.mp3', 'a');
    // The option without its value must be the last one.
    const { code, err } = await program(options.length === 1 ? ['a.mp3', '--json', ...options] : ['a.mp3', ...options]);
    expect([code, lines(err)]).toEqual([2, [`Error: ${sentence}`]]);
    expect(started()).toBe(0);
  });
});

describe('a failure ends the program at once', () => {
  it.each([['call.mp3'], ['https://example.com/call.mp3']])(
    'with one line if the key is wrong for %s',
    async (source) => {
      await put('call.mp3', new Uint8Array(20_000_000));
      const { code, out, err, msToEnd } = await program([source], { apiKey: 'wrong' });
      expect([code, out, lines(err)]).toEqual([
        1,
        '',
        [
          'Error: Authentication error, API token missing/invalid. Check the API key in ASSEMBLYAI_API_KEY and the --region.',
        ],
      ]);
      expect(msToEnd).toBeLessThan(1000);
      expect(started()).toBe(0);
    },
  );

  it.each([['404'], ['redirect']])('when an upload fails with %s', async (fault) => {
    standIn.control.add({ fault, match: { path: '/v2/upload' }, times: 100 });
    await put('call.mp3', new Uint8Array(20_000_000));
    const { code, err, msToEnd } = await program(['call.mp3']);
    expect([code, lines(err).at(-1)]).toEqual([1, expect.stringMatching(/^Error: (Not found|.* redirects to)/)]);
    expect(msToEnd).toBeLessThan(1000);
    expect(started()).toBe(0);
  });
});

describe('files', () => {
  it('get distinct names for recordings of the same name, end with a line feed, and follow the printed text', async () => {
    await put('one/call.mp3', 'First.');
    await put('two/call.mp3', 'Second.');
    const { code, out, err } = await program(['one/call.mp3', 'two/call.mp3', '--format', 'plain,srt', '--out', 'out']);
    expect([code, lines(err).at(-1)]).toEqual([0, 'All 2 recordings are transcribed.']);
    expect(await files()).toEqual(
      [
        'one',
        'one/call.mp3',
        'two',
        'two/call.mp3',
        'out',
        ...['call-2.srt', 'call-2.txt', 'call.srt', 'call.txt'].map((name) => `out/${name}`),
      ].sort(),
    );
    expect([await read('out/call.txt'), await read('out/call-2.txt')]).toEqual(['First.\n', 'Second.\n']);
    for (const name of ['call', 'call-2']) {
      expect(out).toMatch(
        new RegExp(`== ${name} ==\n0:00\\.00 - 0:00\\.40  \\w+\\.\n\nFiles       out/${name}\\.txt\n`),
      );
    }
  });

  it('may have percent signs in their names, and are not written if they would be empty', async () => {
    await put('100% sure.mp3', 'silence');
    const { code, out } = await program(['100% sure.mp3', '--format', 'srt,json', '--out', '.']);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^\n\(no speech\)\n\nFiles {7}100% sure\.json\nNot written srt \(would be empty\)\nEngine/),
    ]);
    expect(await files()).toEqual(['100% sure.json', '100% sure.mp3']);
  });

  it('that cannot be written leave a printed transcript and the command that writes them later', async () => {
    await put('call.mp3', 'Hello.');
    const { code, out, err } = await program(['call.mp3', '--out', 'out', '--format', 'plain'], {
      onError: (text) => {
        if (/uploaded/.test(text)) rmSync(join(folder, 'out'), { recursive: true, force: true });
        if (/uploaded/.test(text)) writeFileSync(join(folder, 'out'), 'a file');
      },
    });
    expect([code, out]).toEqual([1, '\n0:00.00 - 0:00.40  Hello.\n\n']);
    const { id } = standIn.jobs().at(-1)!;
    expect(lines(err).slice(-2)).toEqual([
      'Error: The transcript is complete, but its files could not be written to out: it is a file.',
      `To resume: npm start -- --resume ${id} --host ${standIn.url} --out out --format plain`,
    ]);
    const again = await program(['--resume', id, '--format', 'plain', '--out', 'later']);
    expect([again.code, await read(`later/${id}.txt`)]).toEqual([0, 'Hello.\n']);
  });

  it('are replaced with --force, and nothing is printed with --quiet', async () => {
    await put('call.mp3', 'New.');
    await put('out/call.txt', 'Old.\n');
    const { code, out, err } = await program(['call.mp3', '--format', 'txt', '--out', 'out', '--force', '--quiet']);
    expect([code, out, err, await read('out/call.txt')]).toEqual([0, '', '', 'New.\n']);
  });
});

describe('several recordings', () => {
  it('continue when one fails, and list the failure at the end', async () => {
    await put('a.mp3', 'Hello.');
    const { code, err, out } = await program(['a.mp3', 'https://example.com/gone.mp3', '--json', '--format', 'plain']);
    expect(code).toBe(1);
    expect(lines(err).slice(-3)).toEqual([
      '1 of 2 recordings failed:',
      '  https://example.com/gone.mp3',
      expect.stringMatching(/^ {4}\S.*\.$/),
    ]);
    const records = lines(out).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records.find(({ status }) => status === 'completed')).toEqual({
      source: 'a.mp3',
      status: 'completed',
      id: expect.any(String) as string,
      text: 'Hello.',
      audio_duration: 1800,
      files: ['transcripts/a.txt'],
    });
    expect(records.find(({ status }) => status === 'failed')).toEqual({
      source: 'https://example.com/gone.mp3',
      status: 'failed',
      error: { code: 'transcript_failed', message: expect.any(String) as string },
    });
  });

  it('stop at --max-hours if their length is unknown', async () => {
    for (const name of ['a.mp3', 'b.mp3', 'c.mp3']) await put(name, 'Half an hour.');
    const { code, err } = await program(['a.mp3', 'b.mp3', 'c.mp3', '--max-hours', '0.5', '--format', 'plain']);
    expect([code, started()]).toEqual([1, 1]);
    const sentence =
      '    Not started: this run has already used 0.5 hours of --max-hours 0.5. Nothing was billed for this recording.';
    expect(lines(err).slice(-5)).toEqual(['2 of 3 recordings failed:', '  b.mp3', sentence, '  c.mp3', sentence]);
  });

  it('stopped by Ctrl-C print the command that resumes each billed transcript', async () => {
    for (const name of ['a.mp3', 'b.mp3', 'c.mp3', 'd.mp3']) await put(name, ENDLESS);
    let stops = 0;
    const argv = ['a.mp3', 'b.mp3', 'c.mp3', 'd.mp3', '--region', 'eu', '--concurrency', '3', '--out', 'my files'];
    const { code, err, out } = await program(argv, {
      onError: (text, stop) => {
        if ((text.match(/queued/g) ?? []).length === 3 && stops++ === 0) stop();
      },
    });
    expect([code, out, started()]).toEqual([130, '', 3]);
    const ids = standIn
      .jobs()
      .slice(jobsBefore)
      .map(({ id }) => id);
    const options = `--region eu --host ${standIn.url} --out 'my files'`;
    const commands = lines(err).filter((line) => line.startsWith('    To resume: '));
    expect(commands.sort()).toEqual(ids.map((id) => `    To resume: npm start -- --resume ${id} ${options}`).sort());
    expect(err).toContain('4 of 4 recordings were stopped:\n');
    expect(err).toContain('  d.mp3\n    Stopped before the recording was submitted. Nothing was billed.\n');
    const all = /^To resume all of them: npm start -- --resume (.*) --region/.exec(lines(err).at(-1)!)?.[1];
    expect(all?.split(' ').sort()).toEqual(ids.sort());
  });
});

it('names each billed job if Ctrl-C comes before the response', async () => {
  for (const name of ['a.mp3', 'b.mp3', 'c.mp3']) await put(name, ENDLESS);
  // The jobs exist, but their IDs are a minute away.
  standIn.control.add({ fault: 'slow', match: { method: 'POST', path: '/v2/transcript' }, times: 3 });
  let timer: NodeJS.Timeout | undefined;
  try {
    const { code, err } = await program(['a.mp3', 'b.mp3', 'c.mp3'], {
      onError: (_, stop) => {
        timer ??= setInterval(() => {
          if (started() < 3) return;
          clearInterval(timer);
          stop();
        }, 10);
      },
    });
    expect([code, started()]).toEqual([130, 3]);
    for (const { id } of standIn.jobs().slice(jobsBefore)) {
      expect(err).toContain(`\n    To resume: npm start -- --resume ${id} --host ${standIn.url}\n`);
    }
  } finally {
    clearInterval(timer);
  }
});

it('lists the transcripts in the account', async () => {
  await put('a.mp3', 'Hello.');
  await program(['a.mp3', '--quiet']);
  const { id } = standIn.jobs().at(-1)!;
  const { code, out } = await program(['--list', '--limit', '1']);
  expect([code, lines(out)]).toEqual([
    0,
    [
      expect.stringMatching(new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d {2}completed {3}${id}`)),
      `To write the files of a transcript: npm start -- --resume ${id} --host ${standIn.url}`,
    ],
  ]);
  const asJson = await program(['--list', '--limit', '1', '--json']);
  expect(JSON.parse(asJson.out)).toMatchObject({ id, status: 'completed' });
});
