import { recordingPath } from '@aai-connectors/stand-in';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transcript } from '@aai-connectors/core/node';
import subsrt from 'subsrt-ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from '../arguments.ts';
import { createBoard } from '../board.ts';
import { sentencesOf } from '../failure.ts';
import { run } from '../run.ts';
import { screen } from './screen.ts';

const AUDIO = recordingPath('');
const { parse } = subsrt;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aai-transcribe-'));
});
afterEach(() => rm(folder, { recursive: true }));

const transcribe = async (argv: readonly string[], signal = new AbortController().signal) => {
  const out: string[] = [];
  const err: string[] = [];
  const around = {
    env: {},
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
    signal,
    audio: AUDIO,
  };
  const code = await run(readArguments([...argv, '--out', folder]), around);
  return { code, out: out.join(''), err: err.join('') };
};

const failure = async (promise: Promise<unknown>): Promise<Error> => {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('It did not fail.');
};

describe('npm start', () => {
  it('transcribes the two-speaker dialogue word for word, into files that parse', async () => {
    const { out, err } = await transcribe([]);
    const { utterances: wanted } = JSON.parse(await readFile(join(AUDIO, 'dialogue.json'), 'utf8')) as {
      utterances: { speaker: string; start: number; end: number; text: string }[];
    };
    const { utterances = [] } = JSON.parse(await readFile(join(folder, 'dialogue.json'), 'utf8')) as Transcript;

    expect(utterances?.map(({ speaker, text }) => [speaker, text])).toEqual(
      wanted.map(({ speaker, text }) => [speaker, text]),
    );
    utterances?.forEach(({ start, end }, at) => {
      expect(Math.abs(start - wanted[at]!.start)).toBeLessThanOrEqual(300);
      expect(Math.abs(end - wanted[at]!.end)).toBeLessThanOrEqual(300);
    });
    expect(out).toMatch(/0:0\d\.\d\d - 0:0\d\.\d\d {2}Speaker A: Thank you for calling/);
    expect(out).toMatch(/Engine +soundswallower, in the stand-in/);
    expect(err).toMatch(/uploaded .* \(100%\)[\s\S]*queued[\s\S]*completed/);

    const srt = parse(await readFile(join(folder, 'dialogue.srt'), 'utf8'), { format: 'srt' });
    const vtt = parse(await readFile(join(folder, 'dialogue.vtt'), 'utf8'), { format: 'vtt' });
    expect(srt.filter(({ type }) => type === 'caption').length).toBeGreaterThanOrEqual(wanted.length);
    expect(vtt.filter(({ type }) => type === 'caption')).toHaveLength(srt.length);
    await expect(readFile(join(folder, 'dialogue.md'), 'utf8')).resolves.toMatch(/^# dialogue/);
  });

  it('writes the requested formats of the given file', async () => {
    await transcribe([join(AUDIO, 'jfk.wav'), '--format', 'srt']);
    const srt = await readFile(join(folder, 'jfk.srt'), 'utf8');
    expect(srt).toContain('ask not');
    await expect(readFile(join(folder, 'jfk.json'))).rejects.toThrow('ENOENT');
  });

  it('says that the stand-in does not know a recording', async () => {
    const bytes = Buffer.from(await readFile(join(AUDIO, 'jfk.wav'))).subarray(0, 44 + 32_000);
    bytes.fill(7, 44);
    await writeFile(join(folder, 'mine.wav'), bytes);
    const { code, err, out } = await transcribe([join(folder, 'mine.wav')]);
    expect(code).toBe(1);
    expect(err).toMatch(/Error: .*transcribe only its registered recordings.*AssemblyAI API key/);
    // A job that failed cannot be continued.
    expect(err).not.toContain('--resume');
    expect(out).toBe('');
  });

  it('says after Ctrl-C that the job ended with the built-in stand-in', async () => {
    const stop = new AbortController();
    const out: string[] = [];
    const err: string[] = [];
    const code = await run(readArguments([join(AUDIO, 'jfk.wav'), '--out', folder]), {
      env: {},
      stdout: { write: (text) => out.push(text) },
      stderr: { write: (text) => (/queued/.test(text) && stop.abort('Ctrl-C'), err.push(text)) },
      signal: stop.signal,
      audio: AUDIO,
    });
    expect(code).toBe(1);
    expect(err.join('')).toMatch(
      /Error: Stopped\..*\nThe transcript cannot be resumed: the built-in stand-in ended with this program/,
    );
    expect(out).toEqual([]);
  });

  it.each([
    [['none.wav'], /none\.wav does not exist/],
    [[join(AUDIO, 'jfk.wav'), '--format', 'docx'], /--format must be one of .*, not "docx"/],
    [[join(AUDIO, 'jfk.wav'), '--param', 'speakers_expected=many', '--speakers'], /must be a number/],
    [[join(AUDIO, 'jfk.wav'), '--param', 'speaker_labels=yes', '--param', 'multichannel=yes'], /not both/],
  ])('refuses %j in one sentence', async (argv, sentence) => {
    expect(sentencesOf(await failure(transcribe(argv)))).toMatch(sentence);
  });
});

describe('the arguments', () => {
  it.each([[['--param', 'x']], [['--deadline', '0']], [['--region', 'mars']], [['--bogus']]])('refuse %j', (argv) => {
    expect(() => readArguments(argv)).toThrow();
  });

  it('keep an equals sign inside a value', () => {
    expect(readArguments(['--param', 'prompt=a=b']).params).toEqual({ prompt: 'a=b' });
  });
});

describe('the board', () => {
  it('updates one line per job in a terminal, below other output', () => {
    let at = 0;
    const seen = screen(20);
    const board = createBoard({ isTTY: true, columns: 20, rows: 10, write: seen.write }, () => at);
    const [a, b] = [board.line('a'), board.line('b')];
    a.show('uploading 1%', 'uploading');
    b.show('uploading 1%', 'uploading');
    a.show('uploading 2%', 'uploading');
    expect(seen.lines()).toEqual(['a: uploading 1%', 'b: uploading 1%', '']);
    at = 100;
    a.show('uploading 3%', 'uploading');
    b.show('queued, and a text that is too long', 'queued');
    expect(seen.lines()).toEqual(['a: uploading 3%', 'b: queued, and a t…', '']);
    board.above(() => seen.write('a transcript\n'));
    a.end('completed');
    expect(seen.lines()).toEqual(['a transcript', 'a: completed', 'b: queued, and a t…', '']);
    board.close();
    expect(seen.lines()).toEqual(['a transcript', 'a: completed', '']);
  });

  it('shows no more lines than the terminal has', () => {
    const seen = screen(40);
    const board = createBoard({ isTTY: true, columns: 40, rows: 5, write: seen.write }, () => 0);
    for (const name of ['a', 'b', 'c', 'd', 'e']) board.line(name).show('queued', 'queued');
    expect(seen.lines()).toEqual(['a: queued', 'b: queued', '... and 3 more', '']);
  });

  it('prints one line per event in a log', () => {
    const written: string[] = [];
    const board = createBoard({ write: (text) => written.push(text) }, () => 0);
    const line = board.line('a');
    line.show('uploading 1%', 'uploading');
    line.show('uploading 2%', 'uploading');
    board.above(() => written.push('b\n'));
    line.end('completed');
    board.close();
    expect(written).toEqual(['a: uploading 1%\n', 'b\n', 'a: completed\n']);
  });
});
