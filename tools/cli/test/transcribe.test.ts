import { recordingPath } from '@aai-connectors/stand-in';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAssemblyAIError, type Transcript } from '@aai-connectors/core/node';
import subsrt from 'subsrt-ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from '../arguments.ts';
import { createProgress } from '../progress.ts';
import { farewell, run } from '../run.ts';

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
  await run(readArguments([...argv, '--out', folder]), around);
  return { out: out.join(''), err: err.join('') };
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
  it('transcribes the dialogue with its two speakers, true to the word, into files that parse', async () => {
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
    expect(err).toMatch(/uploaded .* \(100 %\)[\s\S]*queued[\s\S]*completed/);

    const srt = parse(await readFile(join(folder, 'dialogue.srt'), 'utf8'), { format: 'srt' });
    const vtt = parse(await readFile(join(folder, 'dialogue.vtt'), 'utf8'), { format: 'vtt' });
    expect(srt.filter(({ type }) => type === 'caption').length).toBeGreaterThanOrEqual(wanted.length);
    expect(vtt.filter(({ type }) => type === 'caption')).toHaveLength(srt.length);
    await expect(readFile(join(folder, 'dialogue.md'), 'utf8')).resolves.toMatch(/^# dialogue/);
  });

  it('writes the formats that are asked for, of the file that is given', async () => {
    await transcribe([join(AUDIO, 'jfk.wav'), '--format', 'srt']);
    const srt = await readFile(join(folder, 'jfk.srt'), 'utf8');
    expect(srt).toContain('ask not');
    await expect(readFile(join(folder, 'jfk.json'))).rejects.toThrow('ENOENT');
  });

  it('says honestly that the stand-in does not know a recording', async () => {
    const bytes = Buffer.from(await readFile(join(AUDIO, 'jfk.wav'))).subarray(0, 44 + 32_000);
    bytes.fill(7, 44);
    await writeFile(join(folder, 'mine.wav'), bytes);
    const error = await failure(transcribe([join(folder, 'mine.wav')]));
    expect(isAssemblyAIError(error) && error.code).toBe('transcript_failed');
    expect(farewell(error, false)).toMatch(/knows only its registered recordings.*real API key/);
  });

  it('names the job when it is stopped, and how to go on with it', async () => {
    const stop = new AbortController();
    const out: string[] = [];
    const stopping = run(readArguments([join(AUDIO, 'jfk.wav'), '--out', folder]), {
      env: {},
      stdout: { write: (text) => out.push(text) },
      stderr: { write: (text) => /queued/.test(text) && stop.abort('Ctrl-C') },
      signal: stop.signal,
      audio: AUDIO,
    });
    const error = await failure(stopping);
    expect(error).toMatchObject({ code: 'aborted', transcriptId: expect.any(String) as string });
    expect(farewell(error, true)).toMatch(/Transcript ID: .* npm start -- --resume /);
    expect(out).toEqual([]);
  });

  it.each([
    [['none.wav'], /no file at none\.wav/],
    [['x.wav', '--format', 'docx'], /does not know "docx"/],
    [['x.wav', '--param', 'speakers_expected=many', '--speakers'], /must be a number/],
    [['x.wav', '--param', 'speaker_labels=yes', '--param', 'multichannel=yes'], /not both/],
  ])('refuses %j in one sentence', async (argv, sentence) => {
    expect(farewell(await failure(transcribe(argv)), true)).toMatch(sentence);
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

describe('progress', () => {
  it('rewrites its line in a terminal', () => {
    const written: string[] = [];
    const progress = createProgress('a', { isTTY: true, write: (text) => written.push(text) }, () => 0);
    progress.uploaded(10, 20);
    progress.uploaded(20, 20);
    progress.end();
    expect(written.every((text) => text === '\n' || text.startsWith('\r'))).toBe(true);
    expect(written.at(-1)).toBe('\n');
  });
});
