import { nearest } from '@aai-connectors/core/rest';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Transcript } from '@aai-connectors/core/node';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from '../arguments.ts';
import { BudgetReached, createBudget } from '../budget.ts';
import { resumeCommand } from '../failure.ts';
import { checkInputs } from '../inputs.ts';
import { formatsNamed, Outputs } from '../outputs.ts';
import { readParams } from '../params.ts';
import { suggestion } from '../suggest.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aai-units-'));
});
afterEach(() => rm(folder, { recursive: true }));

const transcript = (text: string): Transcript => ({ id: 'an-id', status: 'completed', audio_url: '', text });

describe('outputs', () => {
  it('gives each input its own files in the folder, with its own text', async () => {
    const stem = fc.oneof(fc.constantFrom('a', 'A', 'a-2', 'a.speakers', '..', '../a', 'con', '100%', ''), fc.string());
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(stem, { minLength: 1, maxLength: 6 }), async (stems) => {
        const target = join(folder, String(run++), 'out');
        const outputs = new Outputs(target, formatsNamed(['plain', 'speakers']), false);
        const planned = await outputs.plan(stems.map((name) => ({ stem: name, isNumbered: false })));
        const texts: string[] = [];
        for (const [at, name] of planned.entries()) {
          const { paths } = await outputs.write(transcript(`Text ${at}.`), name);
          texts.push(await readFile(paths[0]!, 'utf8'));
        }
        expect(texts).toEqual(stems.map((_, at) => `Text ${at}.\n`));
        const names = await readdir(target, { recursive: true });
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
        expect(names).toHaveLength(2 * stems.length);
        expect(await readdir(join(target, '..'))).toEqual(['out']);
      }),
      { numRuns: 50 },
    );
  });

  it('keep a file that another program has created since the plan', async () => {
    const outputs = new Outputs(folder, formatsNamed(['plain']), false);
    await outputs.plan([{ stem: 'a', isNumbered: false }]);
    await writeFile(join(folder, 'a.txt'), 'Not mine.');
    const { paths } = await outputs.write(transcript('Mine.'), 'a');
    expect(paths).toEqual([join(folder, 'a-2.txt')]);
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('Not mine.');
  });

  it('number the files of unnamed inputs', async () => {
    await writeFile(join(folder, 'microphone.txt'), 'Before.');
    const outputs = new Outputs(folder, formatsNamed(['plain']), false);
    expect(await outputs.plan([{ stem: 'microphone', isNumbered: true }])).toEqual(['microphone-2']);
  });

  it('never replace a folder by a file, even with --force', async () => {
    await mkdir(join(folder, 'a.txt'));
    const outputs = new Outputs(folder, formatsNamed(['plain']), true);
    await expect(outputs.plan([{ stem: 'a', isNumbered: false }])).rejects.toThrow('a.txt exists.');
  });

  it('leave no partial file if writing fails', async () => {
    const outputs = new Outputs(folder, formatsNamed(['plain']), true);
    await outputs.plan([{ stem: 'a', isNumbered: false }]);
    await mkdir(join(folder, 'a.txt'));
    await expect(outputs.write(transcript('Text.'), 'a')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['a.txt']);
  });
});

describe('inputs', () => {
  it('take the names of files and links, including percent signs', async () => {
    await writeFile(join(folder, '50%.tar.mp3'), 'x');
    const path = join(folder, '50%.tar.mp3');
    const links = ['https://example.com/100%.mp3', 'http://example.com/a%20b.mp3?c=d.e', 'https://example.com/'];
    const inputs = await checkInputs([path, ...links], () => undefined);
    expect(inputs.map(({ stem }) => stem)).toEqual(['50%.tar', '100%', 'a b', 'transcript']);
  });

  it('drop duplicates', async () => {
    await writeFile(join(folder, 'a.mp3'), 'x');
    const notes: string[] = [];
    const twice = [join(folder, 'a.mp3'), join(folder, '.', 'b', '..', 'a.mp3'), `file://${folder}/a.mp3`];
    expect(await checkInputs(twice, (note) => notes.push(note))).toHaveLength(1);
    expect(notes).toHaveLength(2);
  });
});

describe('--param', () => {
  const read = (params: Record<string, string>, notes: string[] = []) =>
    readParams({ params, speakers: false, region: 'us' }, (note) => notes.push(note));

  it('accepts fields of the catalogue, nested objects of the API, and newer parameters', () => {
    const notes: string[] = [];
    const params = {
      language_code: 'de',
      speaker_labels: 'true',
      speaker_options: '{"min_speakers_expected":2}',
      brand_new: '[1]',
      another_new: 'text',
    };
    expect(read(params, notes)).toEqual({
      language_code: 'de',
      speaker_labels: true,
      speaker_options: { min_speakers_expected: 2 },
      brand_new: [1],
      another_new: 'text',
    });
    expect(notes).toEqual([
      'This version does not know the parameter brand_new. It is sent unchanged.',
      'This version does not know the parameter another_new. It is sent unchanged.',
    ]);
  });

  it('refuses a misspelled name, except in additional_params', () => {
    expect(() => read({ languagecode: 'de' })).toThrow('Did you mean language_code?');
    expect(read({ additional_params: '{"languagecode":"de"}' })).toEqual({ languagecode: 'de' });
    expect(() => read({ additional_params: 'text', brand_new: '1' })).toThrow('must be a JSON object');
    expect(() => read({ audio_url: 'https://example.com/a.mp3' })).toThrow('as a file or link');
  });
});

describe('the command that resumes', () => {
  it.each([
    [[], 'npm start -- --resume an-id'],
    [['--region', 'eu', '--host', 'http://h:1/'], 'npm start -- --resume an-id --region eu --host http://h:1'],
    [
      ['--out', "it's here", '--format', 'txt,srt', '--force'],
      "npm start -- --resume an-id --out 'it'\\''s here' --format txt,srt --force",
    ],
  ])('repeats %j', (argv, command) => {
    expect(resumeCommand(readArguments(argv), ['an-id'])).toBe(command);
  });

  it('parses to the same options', () => {
    const args = readArguments(['--region', 'eu', '--out', 'a b', '--format', 'txt']);
    const typed = resumeCommand(args, ['x', 'y'])
      .replace(/^npm start -- /, '')
      .replaceAll("'a b'", 'a_b')
      .split(' ');
    const again = readArguments(typed.map((word) => word.replace('a_b', 'a b')));
    expect(again).toEqual({ ...args, resume: ['x', 'y'] });
  });
});

describe('a budget', () => {
  it('starts what fits, and nothing after the limit is reached', async () => {
    const budget = createBudget(1, [1800, undefined, undefined]);
    const done = await budget.start(1800);
    const first = await budget.start(undefined);
    const second = budget.start(undefined);
    done(1800);
    first(3600);
    await expect(second).rejects.toThrow(BudgetReached);
    await expect(second).rejects.toThrow('already used 1.5 hours of --max-hours 1');
  });

  it('continues after a recording that was not billed', async () => {
    const budget = createBudget(0.5, [undefined, undefined, undefined]);
    (await budget.start(undefined))(0);
    (await budget.start(undefined))(1800);
    await expect(budget.start(undefined)).rejects.toThrow(BudgetReached);
  });

  it('refuses known lengths whose sum exceeds the limit', () => {
    expect(() => createBudget(1, [1800, undefined, 1801])).toThrow('the recordings contain 1 hour of audio');
  });
});

it('suggests similar names, names with swapped letters, and longer names', () => {
  const names = ['format', 'force', 'speakers', 'max-hours'];
  expect(['fromat', 'sepakers', 'max', 'forec', 'verbose', 'x'].map((typed) => suggestion(typed, names))).toEqual([
    'format',
    'speakers',
    'max-hours',
    'force',
    undefined,
    undefined,
  ]);
  expect(nearest('max', names)).toBeUndefined();
});
