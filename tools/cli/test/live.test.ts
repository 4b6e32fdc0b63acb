import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FinalTurn, StreamingTurn, Transcript } from '@aai-connectors/core/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordingPath, startStandIn } from '@aai-connectors/stand-in';
import { readArguments } from '../arguments.ts';
import { createCaptionScreen } from '../captions.ts';
import { paramsOf } from '../live.ts';
import { run } from '../run.ts';
import { endOf, widthOf, wrapped } from '../width.ts';
import { screen } from './screen.ts';

const AUDIO = recordingPath('');

const spoken = async (): Promise<{ start: number; end: number; text: string }[]> =>
  (
    JSON.parse(await readFile(join(AUDIO, 'dialogue.json'), 'utf8')) as {
      utterances: { start: number; end: number; text: string }[];
    }
  ).utterances;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aai-live-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function live(
  argv: readonly string[],
  stdin?: AsyncIterable<Uint8Array>,
  signal = new AbortController().signal,
): Promise<{ out: string; err: string }> {
  let out = '';
  let err = '';
  await run(readArguments([...argv, '--out', folder]), {
    env: {},
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    ...(stdin !== undefined && { stdin }),
    signal,
    audio: AUDIO,
    slackMs: Infinity,
  });
  return { out, err };
}

describe('npm start -- --live', () => {
  it('shows the dialogue turn by turn with partials, exactly as scripted, and writes the default files', async () => {
    const { out, err } = await live(['--live']);
    const wanted = await spoken();
    const lines = out.split('\n').filter((line) => line.startsWith('['));
    expect(lines.map((line) => line.replace(/^\[[\d:]+\] /, ''))).toEqual(wanted.map(({ text }) => text));
    expect(err).toMatch(/ {2}… thank you for\n[\s\S]* {2}… thank you for calling\n/);

    const { utterances } = JSON.parse(await readFile(join(folder, 'dialogue.json'), 'utf8')) as Transcript;
    utterances!.forEach(({ start, end }, at) => {
      expect(Math.abs(start - wanted[at]!.start)).toBeLessThanOrEqual(300);
      expect(Math.abs(end - wanted[at]!.end)).toBeLessThanOrEqual(300);
    });
    await expect(readFile(join(folder, 'dialogue.srt'), 'utf8')).resolves.toContain('-->');
  }, 120_000);

  it('transcribes a microphone from standard input until Ctrl-C', async () => {
    const wav = await readFile(join(AUDIO, 'dialogue.wav'));
    // Its header says how many bytes lie before the samples.
    const start = wav.indexOf('data') + 8;
    const rate = wav.readUInt32LE(24);
    const stop = new AbortController();
    const { out } = await live(['--mic', '--rate', String(rate), '--format', 'plain'], pieces(), stop.signal);
    expect(out).toContain('[0:00] Thank you for calling the support line, how can I help you today?');
    await expect(readFile(join(folder, 'microphone.txt'), 'utf8')).resolves.toContain('Thank you for calling');

    async function* pieces(): AsyncGenerator<Uint8Array> {
      const end = start + rate * 2 * 4;
      for (let at = start; at < end; at += 3333) yield wav.subarray(at, Math.min(end, at + 3333));
      stop.abort('Ctrl-C');
      await new Promise(() => undefined);
    }
  }, 60_000);

  it('reconnects to a running stand-in after the connection breaks', async () => {
    const standIn = await startStandIn({ streaming: { paceSlackMs: Infinity } });
    try {
      standIn.sessionFaults.add({ session: 1, at: { message: 5 }, do: 'drop' });
      standIn.sessionFaults.add({ session: 2, at: { message: 9 }, do: { end: 'expired' } });
      const { out, err } = await live(['--live', '--host', standIn.url, '--format', 'plain']);
      const lines = out.split('\n').filter((line) => line.startsWith('['));
      expect(lines.map((line) => line.replace(/^\[[\d:]+\] /, ''))).toEqual((await spoken()).map(({ text }) => text));
      expect(err).toContain(`Transcribing with ${standIn.url}`);
      expect(standIn.sessions().length).toBeGreaterThanOrEqual(3);
    } finally {
      await standIn.close();
    }
  }, 60_000);

  it('writes the files of what was recognized before a failure', async () => {
    const standIn = await startStandIn({ streaming: { paceSlackMs: Infinity } });
    try {
      standIn.sessionFaults.add({ session: 1, at: { message: 60 }, do: { end: 'account' } });
      await expect(live(['--live', '--host', standIn.url, '--format', 'plain', '--json'])).rejects.toMatchObject({
        code: 'authentication',
      });
      const [first] = await spoken();
      const text = await readFile(join(folder, 'dialogue.txt'), 'utf8');
      expect(text.startsWith(first!.text)).toBe(true);
    } finally {
      await standIn.close();
    }
  }, 60_000);

  it('returns exactly the spoken words of a human recording', async () => {
    const { out } = await live(['--live', join(AUDIO, 'jfk.wav'), '--format', 'plain']);
    const said = wordsOf(
      'And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country.',
    );
    const heard = wordsOf(await readFile(join(folder, 'jfk.txt'), 'utf8'));
    // A word that stands alone between pauses may be missing, but every word that is given was said, and in this order.
    let at = -1;
    for (const word of heard) expect((at = said.indexOf(word, at + 1)), `${word} in ${heard.join(' ')}`).not.toBe(-1);
    expect(heard.length).toBeGreaterThanOrEqual(20);
    expect(out).not.toContain('No words');
  }, 60_000);

  it.each(['jfk', 'austen-0880'])(
    'returns no words for %s played backwards, and says why',
    async (name) => {
      const wav = await readFile(join(AUDIO, `${name}.wav`));
      const path = join(folder, 'reversed.wav');
      await writeFile(path, reversed(wav));
      const { out, err } = await live(['--live', path, '--format', 'plain']);
      expect(out).toMatch(/^Audio {7}0:\d\d\.\d\d, no words$/m);
      expect(out).toContain('No words    The stand-in recognizes only the sentences of the bundled recordings');
      expect(out.split('\n').filter((line) => line.startsWith('['))).toEqual([]);
      // No partial either.
      expect(err).not.toContain('…');
    },
    60_000,
  );

  it.each([
    [['--live', '--host', 'localhost'], '--host must be an address such as'],
    [['--live', 'none.wav'], 'There is no file at none.wav.'],
    [['--live', AUDIO], 'is a folder, not a file.'],
    [['--live', join(AUDIO, 'README.md')], /README\.md is not a WAV file.*ffmpeg -i .*README\.md -ac 1/],
    [['--live', 'https://example.com/a.wav'], '--live takes a local file, not a link'],
    [['--live', 'a.wav', 'b.wav'], '--live takes one file at a time.'],
    [['--live', '--resume', 'an-id'], '--resume waits for a submitted transcript'],
    [['--mic', 'a.wav'], '--mic reads standard input'],
    [['--mic'], 'Standard input contained no audio'],
    [['--mic', '--rate', 'fast'], '--rate must be'],
    [['--live', '--param', 'max_turn_silence=long'], 'must be'],
  ])('refuses %j', async (argv, sentence) => {
    await expect((async () => live(argv))()).rejects.toThrow(sentence);
  });

  it('explains how to pipe in a microphone if standard input is a terminal', async () => {
    const keyboard = Object.assign(nothing(), { isTTY: true });
    await expect(live(['--mic'], keyboard)).rejects.toThrow(/Pipe a recorder into it.*arecord/);
  });

  it.each([
    [['--live'], {}],
    [['--live', '--speakers'], { speaker_labels: true }],
    [['--live', '--param', 'sample_rate=8000'], { sample_rate: 8000 }],
    [['--mic', '--param', 'format_turns=false'], { sample_rate: 16_000, format_turns: false }],
    [['--mic', '--rate', '48000'], { sample_rate: 48_000 }],
  ])('makes of %j the parameters %j', (argv, params) => {
    expect(paramsOf(readArguments(argv))).toEqual(params);
  });
});

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];

/** The samples in reverse order behind the same header, which is 44 bytes long. */
function reversed(wav: Buffer): Buffer {
  const sound = Buffer.from(wav.subarray(44));
  return Buffer.concat([wav.subarray(0, 44), sound.swap16().reverse()]);
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

describe('captions in a terminal', () => {
  const turn = (text: string, end_of_turn = false): StreamingTurn => ({
    type: 'Turn',
    turn_order: 0,
    turn_is_formatted: false,
    end_of_turn,
    transcript: text,
    end_of_turn_confidence: 0,
    words: [],
  });

  const said = (text: string, start = 0): FinalTurn => ({ order: 0, text, start, words: [] }) as unknown as FinalTurn;

  it('are rewritten in place during a turn, and kept when the turn ends', () => {
    const seen = screen(40);
    const captions = createCaptionScreen({ isTTY: true, columns: 40, write: seen.write }, { write: () => undefined });
    captions.partial(turn('hello'));
    captions.partial(turn('hello dear listeners at home and abroad'));
    expect(seen.lines()).toEqual(['  … …dear listeners at home and abroad']);
    captions.final(said('Hello.'));
    captions.partial(turn('and'));
    captions.end();
    expect(seen.lines()).toEqual(['[0:00] Hello.', '']);
  });

  it('wrap between words if they are longer than a line', () => {
    const seen = screen(80);
    const captions = createCaptionScreen({ isTTY: true, columns: 80, write: seen.write }, { write: () => undefined });
    const text = 'So, my fellow Americans: ask not what your country can do for you, ask what you can do.';
    captions.final(said(text, 61_000));
    const lines = seen.lines();
    expect(lines).toEqual([
      '[1:01] So, my fellow Americans: ask not what your country can do for you, ask',
      '       what you can do.',
      '',
    ]);
    // A pipe gets one line for each turn.
    const piped = screen(Infinity);
    createCaptionScreen(piped, piped).final(said(text));
    expect(piped.lines()).toEqual([`[0:00] ${text}`, '']);
  });

  it('count two columns for wide characters, and cut a word that is longer than the line', () => {
    expect(widthOf('音声 ok')).toBe(7);
    expect(widthOf('é')).toBe(1);
    expect(endOf('今日は良い天気です', 9)).toBe('…天気です');
    expect(wrapped('a bb ccc dddd', 6, 2)).toBe('a bb\n  ccc\n  dddd');
  });
});
