import type { VirtualClock } from '@aai-connectors/stand-in/clock';
import type { InMemoryService, MarkedWord } from '@aai-connectors/stand-in/live';
import { describe, expect, it } from 'vitest';
import { toSrt, toVtt } from '../../src/formats/index.ts';
import { createLiveCaptions } from '../../src/streaming/captions.ts';
import { connectChannels } from '../../src/streaming/channels.ts';
import { connect, type Connect } from '../../src/streaming/connect.ts';
import type { FinalTurn } from '../../src/streaming/incoming/ledger.ts';
import { partialTranscript, transcribeLive } from '../../src/streaming/transcribe.ts';
import { markedAudio, RATE, service, speech, testClock } from './stage.ts';

function live(words: readonly MarkedWord[]): { clock: VirtualClock; server: InMemoryService; open: Connect } {
  const clock = testClock();
  const server = service(clock, { words });
  return {
    clock,
    server,
    open: (params, session) =>
      connect(
        {
          host: 'http://127.0.0.1:1',
          io: { dial: server.dial, schedule: clock.schedule, now: clock.now, random: () => 0.5 },
          credentials: { token: () => 't' },
        },
        params,
        session,
      ),
  };
}

/** A WAV file with 16-bit samples. */
function wav(samples: Uint8Array, channels: number): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length + 6);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('RIFF....WAVEfmt '));
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, RATE, true);
  view.setUint16(34, 16, true);
  bytes.set(new TextEncoder().encode('data'), 36);
  view.setUint32(40, samples.length, true);
  bytes.set(samples, 44);
  bytes.set([76, 73, 83, 84, 255, 255], 44 + samples.length);
  return bytes;
}

function interleaved(left: Uint8Array, right: Uint8Array): Uint8Array {
  const result = new Uint8Array(left.length * 2);
  for (let at = 0; at < left.length; at += 2) {
    result.set(left.subarray(at, at + 2), at * 2);
    result.set(right.subarray(at, at + 2), at * 2 + 2);
  }
  return result;
}

describe('a recording that is transcribed live', () => {
  it('returns a transcript that every format accepts', async () => {
    const { words, audio, ms } = speech(12);
    const { clock, server, open } = live(words);
    const turns: string[] = [];
    const transcript = await clock.during(
      transcribeLive(
        open,
        wav(audio, 1),
        { format_turns: true },
        {
          name: 'call.wav',
          onFinalTurn: ({ text }) => turns.push(text),
        },
      ),
    );
    expect(server.connections[0]!.url.search).toBe('?format_turns=true&sample_rate=1000&token=t');
    expect(transcript).toMatchObject({
      id: 'session-1',
      status: 'completed',
      audio_url: 'call.wav',
      text: 'W0 W1 W2 W3 W4. W5 W6 W7 W8 W9. W10 W11.',
      audio_duration: ms / 1000,
      session_ids: ['session-1'],
      gaps: [],
    });
    expect(transcript.words!.map(({ start }) => start)).toEqual(words.map(({ start }) => start));
    expect(transcript.utterances).toHaveLength(3);
    expect(turns).toHaveLength(3);
    expect(toSrt(transcript)).toContain('W10 W11');
    expect(toVtt(transcript)).toContain('00:00:00.300 -->');
    await clock.advance(100);
    expect(server.connections[0]!.isOpen).toBe(false);
  });

  it('separates channels on one timeline', async () => {
    const spoken: MarkedWord[] = [
      { text: 'hello', start: 100, end: 400 },
      { text: 'hi', start: 900, end: 1200 },
      { text: 'bye', start: 2000, end: 2300 },
    ];
    const left = markedAudio([spoken[0]!, { text: '', start: 0, end: 0 }, spoken[2]!], 3000);
    const right = markedAudio([{ text: '', start: 0, end: 0 }, spoken[1]!], 3000);
    const { clock, open } = live(spoken);
    const transcript = await clock.during(
      transcribeLive(open, [wav(interleaved(left, right), 2)], {}, { multichannel: true }),
    );
    expect(transcript.text).toBe('hello hi bye');
    expect(transcript.words!.map(({ text, channel, speaker, start }) => [text, channel, speaker, start])).toEqual([
      ['hello', '1', '1', 100],
      ['hi', '2', '2', 900],
      ['bye', '1', '1', 2000],
    ]);
    expect(transcript).toMatchObject({ multichannel: true, audio_channels: 2 });
    expect(transcript.utterances!.flatMap((utterance) => utterance.words)).toEqual(transcript.words);
    expect(transcript.words![0]).toEqual({
      text: 'hello',
      start: 100,
      end: 400,
      confidence: 0.95,
      speaker: '1',
      channel: '1',
    });
  });

  it('may be raw PCM with a sample rate', async () => {
    const { words, audio } = speech(5);
    const { clock, open } = live(words);
    const transcript = await clock.during(transcribeLive(open, [audio], { sample_rate: RATE }));
    expect(transcript.text).toBe('w0 w1 w2 w3 w4');
    await expect(transcribeLive(open, [audio])).rejects.toMatchObject({ code: 'bad_input', field: 'audio' });
    await expect(transcribeLive(open, [])).rejects.toMatchObject({ message: 'The audio is empty.' });
    await expect(transcribeLive(open, [wav(audio, 1).subarray(0, 30)])).rejects.toMatchObject({ code: 'bad_input' });
  });

  it('ends its sessions if a callback throws, with its error', async () => {
    const { words, audio } = speech(20);
    const { clock, server, open } = live(words);
    const onFinalTurn = (): never => {
      throw new Error('disk full');
    };
    const work = transcribeLive(open, [audio], { sample_rate: RATE }, { onFinalTurn });
    await expect(clock.during(work)).rejects.toThrow('disk full');
    await clock.advance(100);
    expect(server.connections[0]!.isOpen).toBe(false);
  });

  it('returns what was transcribed before a failure', async () => {
    const { words, audio } = speech(12);
    const { clock, server, open } = live(words);
    const failing = transcribeLive(open, [audio], { sample_rate: RATE }, { name: 'call', reconnect: false });
    failing.catch(() => undefined);
    await clock.advance(4000);
    server.connections[0]!.cut(1006);
    await clock.advance(1000);
    const error: unknown = await failing.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'network' });
    expect(JSON.stringify(error)).not.toContain('w0');
    expect(partialTranscript(error)).toMatchObject({
      text: expect.stringMatching(/^w0 w1 w2 w3 w4 w5/) as string,
      audio_url: 'call',
      session_ids: ['session-1'],
    });
    const last = partialTranscript(error)!.words!.at(-1)!.end;
    expect(partialTranscript(error)!.gaps).toEqual([{ start: last, end: expect.any(Number) as number }]);
    expect(partialTranscript(new Error('another'))).toBeUndefined();
    expect(partialTranscript('a text')).toBeUndefined();
  });

  it('may be samples with a sample rate', async () => {
    const { words, audio } = speech(5);
    const { clock, open } = live(words);
    const samples = Float32Array.from(new Int16Array(audio.buffer), (sample) => sample / 0x8000);
    const transcript = await clock.during(transcribeLive(open, [samples], { sample_rate: RATE }));
    expect(transcript.text).toBe('w0 w1 w2 w3 w4');
  });

  it('ends its sessions if its source fails', async () => {
    const { words, audio } = speech(5);
    const { clock, server, open } = live(words);
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield audio.subarray(0, 2000);
      throw new Error('disk gone');
    }
    await expect(clock.during(transcribeLive(open, failing(), { sample_rate: RATE }))).rejects.toThrow('disk gone');
    expect(server.connections[0]!.texts).toContainEqual({ type: 'Terminate' });
  });
});

describe('a session of several channels', () => {
  it('accepts interleaved samples in chunks of any size, and numbers all turns', async () => {
    const first = speech(10);
    const { clock, server, open } = live(first.words);
    const session = await clock.during(
      connectChannels(open, { sample_rate: RATE }, { channels: 2, speakers: ['Anna', 'Ben'] }),
    );
    const finals: FinalTurn[] = [];
    const reading = (async () => {
      for await (const turn of session.finalTurns()) finals.push(turn);
    })();
    const both = interleaved(first.audio, new Uint8Array(first.audio.length));
    const pieces = [both.subarray(0, 4001), both.subarray(4001, 4003), both.subarray(4003)];
    await clock.during(session.pipe(pieces));
    const summaries = await clock.during(session.close());
    await reading;
    expect(finals.map(({ order, speaker, channel, words }) => [order, speaker, channel, words.length])).toEqual([
      [0, 'Anna', 1, 5],
      [1, 'Anna', 1, 5],
    ]);
    expect(summaries.map(({ audioMs }) => audioMs)).toEqual([first.ms, first.ms]);
    expect(server.connections).toHaveLength(2);
    await expect(session.writeChannel(3, new Uint8Array(2))).rejects.toMatchObject({ field: 'channel' });
  });

  it('closes the open sessions if one cannot be opened', async () => {
    const clock = testClock();
    const server = service(clock, {
      atConnect: (number) => (number === 2 ? { close: 1008, reason: 'Unauthorized Connection: no' } : undefined),
    });
    const options = {
      host: 'https://x.example.com',
      io: { dial: server.dial, schedule: clock.schedule, now: clock.now, random: () => 0 },
      credentials: { token: () => 't' },
    };
    const broken: Connect = (params, session) => connect(options, params, session);
    await expect(clock.during(connectChannels(broken, { sample_rate: RATE }, { channels: 2 }))).rejects.toMatchObject({
      code: 'authentication',
    });
    expect(server.connections[0]!.texts).toEqual([{ type: 'Terminate' }]);
    await expect(connectChannels(broken, { sample_rate: RATE }, { channels: 0 })).rejects.toMatchObject({
      field: 'channels',
    });
  });
});

describe('live captions', () => {
  const turn = (order: number, text: string, start: number, end: number): FinalTurn => {
    const words = text.split(' ');
    const step = (end - start) / words.length;
    return {
      order,
      text,
      start,
      end,
      words: words.map((word, at) => ({
        text: word,
        start: start + at * step,
        end: start + (at + 1) * step,
        confidence: 1,
        word_is_final: true,
      })),
      confidence: 1,
      speaker: order % 2 === 0 ? 'A' : 'B',
      channel: undefined,
      language: undefined,
      formatted: true,
      complete: true,
    };
  };

  it('form a valid file', () => {
    const vtt = createLiveCaptions({ format: 'vtt' });
    const file = [vtt.heading, vtt.add(turn(0, 'Hello there.', 0, 400)), vtt.add(turn(1, 'Hi!', 300, 900))].join('');
    expect(file).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:00.500\n<v Speaker A>Hello there.</v>\n\n00:00:00.500 --> 00:00:00.900\n<v Speaker B>Hi!</v>\n',
    );
    const srt = createLiveCaptions({ format: 'srt' });
    expect([srt.heading, srt.add(turn(0, 'One.', 0, 900)), srt.add(turn(1, 'Two.', 1000, 1900))].join('')).toBe(
      '1\n00:00:00,000 --> 00:00:00,900\nOne.\n\n2\n00:00:01,000 --> 00:00:01,900\nTwo.\n',
    );
    const text = createLiveCaptions({ format: 'text' });
    expect(text.add(turn(0, 'One.', 61_000, 62_000))).toBe('[1:01] Speaker A: One.\n');
  });
});
