import { describe, expect, it } from 'vitest';
import { channelOf, parseWav, resample, wavFile } from '../engines/wav.ts';
import { type Json, recording, session } from './support.ts';

interface Turn {
  readonly speaker: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly channel?: string;
  readonly words: readonly { readonly text: string; readonly start: number; readonly end: number }[];
}

const turnsOf = (transcript: Json): readonly Turn[] => transcript['utterances'] as readonly Turn[];

const truth = async (): Promise<readonly Turn[]> =>
  (JSON.parse(Buffer.from(await recording('dialogue.json')).toString()) as { utterances: Turn[] }).utterances;

/** How far an utterance may be from where it was put. */
const TOLERANCE_MS = 300;

function expectTrueTimes(heard: readonly Turn[], spoken: readonly Turn[]): void {
  expect(heard.map(({ text }) => text)).toEqual(spoken.map(({ text }) => text));
  for (const [at, { start, end }] of spoken.entries()) {
    expect(Math.abs(heard[at]!.start - start), `start of utterance ${at}`).toBeLessThanOrEqual(TOLERANCE_MS);
    expect(Math.abs(heard[at]!.end - end), `end of utterance ${at}`).toBeLessThanOrEqual(TOLERANCE_MS);
  }
}

describe('the recognizer', () => {
  it('finds both speakers of the dialogue, and each utterance at its time', async () => {
    const { upload, transcribe } = await session();
    const audio_url = await upload(await recording('dialogue.wav'));
    const transcript = await transcribe({ audio_url, speaker_labels: true });
    expect(transcript).toMatchObject({ status: 'completed', audio_duration: 25, language_code: 'en_us' });
    expect(turnsOf(transcript).map(({ speaker }) => speaker)).toEqual(['A', 'B', 'A', 'B', 'A', 'B']);
    expectTrueTimes(turnsOf(transcript), await truth());
    expect(turnsOf(transcript).flatMap(({ words }) => words)).toEqual(transcript['words']);
  });

  it('finds each voice on its channel of the stereo file', async () => {
    const { standIn, transcribe } = await session();
    const transcript = await transcribe({ audio_url: standIn.audio['dialogue-stereo'], multichannel: true });
    expect(transcript).toMatchObject({ status: 'completed', audio_channels: 2 });
    expect(turnsOf(transcript).map(({ channel, speaker }) => [channel, speaker])).toEqual([
      ['1', '1'],
      ['2', '2'],
      ['1', '1'],
      ['2', '2'],
      ['1', '1'],
      ['2', '2'],
    ]);
    expectTrueTimes(turnsOf(transcript), await truth());
  });

  it('puts a mono file on one channel', async () => {
    const { standIn, transcribe } = await session();
    const transcript = await transcribe({ audio_url: standIn.audio['jfk'], multichannel: true });
    expect(transcript).toMatchObject({ status: 'completed', audio_channels: 1 });
    expect(turnsOf(transcript)).toMatchObject([{ channel: '1', speaker: '1' }]);
  });

  it('leaves out speakers that nobody asked for', async () => {
    const { standIn, transcribe } = await session();
    const transcript = await transcribe({ audio_url: standIn.audio['dialogue'] });
    expect(transcript['utterances']).toBeNull();
    expect(new Set((transcript['words'] as Turn[]).map(({ speaker }) => speaker))).toEqual(new Set([null]));
  });

  it.each([
    ['jfk', /^And so, my fellow Americans, ask not .* for your country\.$/, 22],
    ['austen-0870', /^And Mister John Dashwood had then leisure .* for them\.$/, 22],
    ['austen-0880', /^He was not an ill disposed young man,$/, 8],
    ['austen-0890', /^unless to be rather cold hearted .* ill disposed\.$/, 14],
    ['austen-0920', /^Had he married a more amiable woman, .* than he was\.$/, 18],
  ])('lays the words of %s over the audio, in order and within it', async (name, text, count) => {
    const { standIn, transcribe } = await session();
    const transcript = await transcribe({ audio_url: standIn.audio[name] });
    expect(transcript['text']).toMatch(text);
    const words = transcript['words'] as { start: number; end: number; confidence: number }[];
    expect(words).toHaveLength(count);
    expect(words.every(({ start, end }) => start < end)).toBe(true);
    expect(words.every(({ start }, at) => at === 0 || start >= words[at - 1]!.end)).toBe(true);
    expect(words.at(-1)!.end).toBeLessThanOrEqual((Number(transcript['audio_duration']) + 1) * 1000);
    expect(transcript['confidence']).toBeGreaterThan(0.9);
  });

  it('identifies a copy at another sample rate by its audio', async () => {
    const wav = parseWav(await recording('jfk.wav'))!;
    const slow = resample(channelOf(wav, 'mix'), wav.sampleRate, 11_025);
    const samples = Int16Array.from(slow, (value) => Math.round(value * 0x7fff));
    const { upload, transcribe } = await session();
    const audio_url = await upload(new Uint8Array(wavFile({ sampleRate: 11_025, channels: 1, samples })));
    expect(await transcribe({ audio_url })).toMatchObject({
      status: 'completed',
      text: expect.stringContaining('my fellow Americans'),
    });
  });

  it('transcribes from and up to a point of the recording', async () => {
    const { standIn, transcribe } = await session();
    const spoken = await truth();
    const [, , third] = spoken;
    const transcript = await transcribe({
      audio_url: standIn.audio['dialogue'],
      speaker_labels: true,
      audio_start_from: third!.start - 100,
      audio_end_at: third!.end + 100,
    });
    expectTrueTimes(turnsOf(transcript), [third!]);
  });
});

describe('audio that the stand-in does not know', () => {
  const noise = (ms: number): Uint8Array<ArrayBuffer> => {
    const samples = Int16Array.from({ length: 16 * ms }, (_, at) => ((at * 7919) % 2000) - 1000);
    return new Uint8Array(wavFile({ sampleRate: 16_000, channels: 1, samples }));
  };

  it.each([
    ['of any length', () => noise(3000)],
    ['as long as a recording', () => noise(11_000)],
    [
      'that is the right recording backwards',
      async () => {
        const wav = parseWav(await recording('jfk.wav'))!;
        return new Uint8Array(wavFile({ ...wav, samples: wav.samples.slice().reverse() }));
      },
    ],
    ['in a format it cannot read', () => new Uint8Array([0xff, 0xfb, 0x90, 0x00, 1, 2, 3])],
  ])('is not given any words: %s', async (_, bytes) => {
    const { upload, transcribe } = await session();
    const transcript = await transcribe({ audio_url: await upload(await bytes()) });
    expect(transcript).toMatchObject({ status: 'error', text: null, words: null });
    expect(transcript['error']).toMatch(
      /transcribe only its registered recordings .* Use an AssemblyAI API key to transcribe any audio\.$/,
    );
  });

  it.each([
    ['a web page', '<!DOCTYPE html><html></html>', 'File does not appear to contain audio. File type is text/html'],
    ['plain text', 'hello there', 'File does not appear to contain audio. File type is text/plain'],
  ])('is called what it is: %s', async (_, text, error) => {
    const { upload, transcribe } = await session();
    const transcript = await transcribe({ audio_url: await upload(new TextEncoder().encode(text)) });
    expect(transcript).toMatchObject({ status: 'error', error: expect.stringContaining(error) });
  });

  it('is too short below 160 ms', async () => {
    const { upload, transcribe } = await session();
    const transcript = await transcribe({ audio_url: await upload(noise(159)) });
    expect(transcript).toMatchObject({ status: 'error', error: 'Audio duration is too short.' });
  });
});

describe('audio by link', () => {
  const download = (url: string): string =>
    `Download error, unable to download ${url}. Please make sure the file exists and is accessible from the internet.`;

  it('is fetched from this machine', async () => {
    // A second stand-in serves the file; to the first one it is any other server.
    const { standIn: elsewhere } = await session();
    const { transcribe } = await session();
    expect(await transcribe({ audio_url: elsewhere.audio['jfk'] })).toMatchObject({ status: 'completed' });
    expect(elsewhere.requests()).toMatchObject([{ method: 'GET', path: '/audio/jfk.wav', status: 200 }]);
  });

  it.each(['https://example.com/a.mp3', 'http://127.0.0.1:9/a.mp3'])('fails when %s cannot be had', async (url) => {
    const { transcribe } = await session();
    expect(await transcribe({ audio_url: url })).toMatchObject({ status: 'error', error: download(url) });
  });

  it('fails for an upload that is unknown or a day old', async () => {
    const { upload, transcribe, clock, standIn } = await session();
    const made_up = `${standIn.url}/upload/made-up`;
    expect(await transcribe({ audio_url: made_up })).toMatchObject({ error: download(made_up) });
    const old = await upload(await recording('jfk.wav'));
    await clock.advance(24 * 3_600_000);
    expect(await transcribe({ audio_url: old })).toMatchObject({ error: download(old) });
  });
});
