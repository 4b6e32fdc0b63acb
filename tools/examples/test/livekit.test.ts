import { readFile } from 'node:fs/promises';
import { AuthenticationError, BadInputError, createClient, TimeoutError } from '@aai-connectors/core/node';
import type { FinalTurn, SessionOptions, StreamingSession, StreamingTurn } from '@aai-connectors/core/streaming';
import { markedListener, type MarkedSpeech, markedSpeech, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { pulseListener, type SessionFault } from '@aai-connectors/stand-in/live';
import { afterEach, describe, expect, it } from 'vitest';
import { createEncoder, durationMs, mixed } from '../livekit/audio.ts';
import { createBacklog } from '../livekit/backlog.ts';
import { failureOf } from '../livekit/failures.ts';
import { changesOf, keytermsOf, PARAMETERS, paramsOf, streamingHost } from '../livekit/options.ts';
import { createSpeechEvents, type SpeechEvent } from '../livekit/speech.ts';
import { createTranscription, type Transcription } from '../livekit/transcription.ts';
import { scoreOf, wordsOf } from '../livekit/words.ts';

const FORMAT = { sampleRate: 16_000, encoding: 'pcm_s16le' } as const;

describe('the options of the LiveKit plugin', () => {
  it('send only what is set', () => {
    expect(paramsOf({})).toEqual({ sample_rate: 16_000 });
    expect(
      paramsOf({
        ...{ apiKey: 'secret', baseUrl: 'wss://x', bufferSizeMs: 50, session: { bufferMs: 9_000 } },
        ...{ sampleRate: 8_000, encoding: 'pcm_mulaw', formatTurns: false, endOfTurnConfidenceThreshold: 0 },
        ...{ minTurnSilence: undefined, keytermsPrompt: ['Zapier'], params: { language_codes: ['de'] } },
      }),
    ).toEqual({
      ...{ sample_rate: 8_000, encoding: 'pcm_mulaw', format_turns: false, end_of_turn_confidence_threshold: 0 },
      ...{ keyterms_prompt: ['Zapier'], language_codes: ['de'] },
    });
  });

  it('change a running stream by the names of the API', () => {
    expect(changesOf({ maxTurnSilence: 900, vadThreshold: undefined })).toEqual({ max_turn_silence: 900 });
  });

  it('have the names of LiveKit', async () => {
    const page = await readFile(new URL('../../../packages/core/docs/voice-agents.md', import.meta.url), 'utf8');
    const rows = [...page.matchAll(/^\| `(\w+)` *\| `(\w+)` *\|/gm)];
    const camelCase = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(rows.length).toBeGreaterThan(8);
    const names = new Map<string, string>(Object.entries(PARAMETERS));
    expect(rows.filter(([, parameter, name]) => names.get(camelCase(name!)) !== parameter)).toEqual([]);
  });

  it('accept the address in each form', () => {
    expect(streamingHost('wss://streaming.assemblyai.com')).toBe('https://streaming.assemblyai.com');
    expect(streamingHost('ws://localhost:1/v3/ws')).toBe('http://localhost:1');
    expect(streamingHost('https://proxy.example.com/aai')).toBe('https://proxy.example.com/aai');
  });

  it('join the terms of the user and of LiveKit, up to the limit of the API', () => {
    expect(keytermsOf(['a', 'b'], ['b', 'c'])).toEqual(['a', 'b', 'c']);
    const many = Array.from({ length: 150 }, (_, at) => `term ${at}`);
    expect(keytermsOf(['mine'], many)).toEqual(['mine', ...many.slice(0, 99)]);
  });
});

describe('audio for the LiveKit plugin', () => {
  it('is mixed to one channel', () => {
    expect(mixed(Int16Array.of(100, 200, -30_000, -30_001, 5), 2)).toEqual(Int16Array.of(150, -30_000));
    const mono = Int16Array.of(1, 2);
    expect(mixed(mono, 1)).toBe(mono);
  });

  it('is encoded from a part of a buffer', () => {
    const samples = Int16Array.of(9, 0, 1_000, 9).subarray(1, 3);
    expect(createEncoder(FORMAT)(samples)).toEqual(Uint8Array.of(0, 0, 232, 3));
    const mulaw = { sampleRate: 8_000, encoding: 'pcm_mulaw' } as const;
    expect(createEncoder(mulaw)(samples)).toHaveLength(2);
    expect([durationMs(mulaw, 8_000), durationMs(FORMAT, 32_000)]).toEqual([1_000, 1_000]);
  });

  it('waits in its order, and uses no memory after it was taken', async () => {
    const backlog = createBacklog();
    const waiting = backlog.changed();
    for (let at = 0; at < 5; at++) backlog.push(Uint8Array.of(at));
    await waiting;
    backlog.push('flush');
    backlog.end();
    const taken: unknown[] = [];
    for (; backlog.first !== undefined; backlog.shift()) taken.push(backlog.first === 'flush' || backlog.first[0]);
    expect(taken).toEqual([0, 1, 2, 3, 4, true]);
    expect([backlog.bytes, backlog.isOver]).toEqual([0, true]);
  });
});

describe('errors for LiveKit', () => {
  it.each([
    [new AuthenticationError('Wrong key.'), 'status', 401, false],
    [new BadInputError('sample_rate is wrong.', { status: 422 }), 'status', 422, false],
    [new TimeoutError('No answer.'), 'timeout', 408, true],
    [new TimeoutError('Idle.', { retryable: false }), 'timeout', 408, false],
  ])('%s', (error, kind, statusCode, retryable) => {
    expect(failureOf(error)).toMatchObject({ kind, statusCode, retryable, message: error.message });
  });

  it('contain what to do and the session, and no other errors', () => {
    const error = new AuthenticationError('Refused.', { hint: 'Check the key', sessionId: 's1', closeCode: 1008 });
    expect(failureOf(error)).toMatchObject({
      ...{ message: 'Refused. Check the key.', requestId: 's1' },
      body: { code: 'authentication', closeCode: 1008 },
    });
    expect(failureOf(new TypeError('a mistake'))).toBeUndefined();
  });
});

const word = (text: string, start: number, more: object = {}) => ({
  ...{ text, start, end: start + 400, confidence: 0.5, word_is_final: true },
  ...more,
});

const turn = (turn_order: number, words: StreamingTurn['words'], more: Partial<StreamingTurn> = {}): StreamingTurn => ({
  ...{ type: 'Turn', turn_order, words, transcript: words.map(({ text }) => text).join(' ') },
  ...{ turn_is_formatted: false, end_of_turn: false, end_of_turn_confidence: 0.1, ...more },
});

const final = (order: number, text: string, more: Partial<FinalTurn> = {}): FinalTurn => ({
  ...{ order, text, start: 1_000, end: 1_400, words: [word(text, 1_000)], confidence: 0.5, speaker: undefined },
  ...{ channel: undefined, language: undefined, formatted: true, complete: true, ...more },
});

describe('events for LiveKit', () => {
  function recorded(formatsTurns = true, offset = 10) {
    const seen: SpeechEvent[] = [];
    const events = createSpeechEvents((event) => seen.push(event));
    events.begin({ offset: () => offset, formatsTurns });
    const lines = (): readonly string[] => seen.map(({ type, speech }) => `${type} ${speech?.text ?? ''}`.trim());
    return { events, seen, lines };
  }

  it('follow a turn', () => {
    const { events, lines } = recorded();
    events.turn(turn(0, []));
    events.speechStarted();
    events.turn(turn(0, [word('hello', 1_000), word('wor', 1_500, { word_is_final: false })], { transcript: 'hello' }));
    events.turn(turn(0, [word('hello', 1_000), word('world', 1_500)], { end_of_turn: true }));
    events.turn(turn(0, [word('Hello', 1_000), word('world.', 1_500)], { end_of_turn: true, turn_is_formatted: true }));
    events.final(final(0, 'Hello world.'));
    // A copy that arrives late.
    events.turn(turn(0, [word('Hello', 1_000)], { end_of_turn: true, turn_is_formatted: true }));
    expect(lines()).toEqual([
      'START_OF_SPEECH',
      'INTERIM_TRANSCRIPT hello wor',
      'PREFLIGHT_TRANSCRIPT hello world',
      'FINAL_TRANSCRIPT Hello world.',
      'END_OF_SPEECH Hello world.',
    ]);
  });

  it('have no preflight transcript if the final one follows at once', () => {
    const { events, lines } = recorded(false);
    events.turn(turn(0, [word('hello', 1_000)], { utterance: 'hello' }));
    events.turn(turn(0, [word('hello', 1_000)], { end_of_turn: true }));
    events.final(final(0, 'hello', { formatted: false }));
    expect(lines()).toEqual([
      'START_OF_SPEECH',
      'PREFLIGHT_TRANSCRIPT hello',
      'FINAL_TRANSCRIPT hello',
      'END_OF_SPEECH hello',
    ]);
  });

  it('end speech that had no words', () => {
    const { events, lines } = recorded();
    events.speechStarted();
    events.final(final(0, ''));
    events.final(final(1, ''));
    expect(lines()).toEqual(['START_OF_SPEECH', 'END_OF_SPEECH']);
  });

  it('have times in seconds, speakers, languages and gaps', () => {
    const { events, seen } = recorded();
    expect(events.gap({ start: 200, end: 700 })).toEqual({ startTime: 10.2, endTime: 10.7 });
    events.final(
      final(0, 'hi', {
        speaker: 'A',
        language: 'de',
        words: [word('hi', 1_000, { speaker: 'B' }), word('you', 1_400)],
      }),
    );
    const { speech } = seen.find(({ type }) => type === 'FINAL_TRANSCRIPT')!;
    expect(speech).toMatchObject({
      ...{ language: 'de', speakerId: 'A', startTime: 11, endTime: 11.4, confidence: 0.5 },
      words: [
        { text: 'hi', startTime: 11, endTime: 11.4, speakerId: 'B' },
        { text: 'you', startTime: 11.4, speakerId: 'A' },
      ],
      metadata: { turnOrder: 0, isFormatted: true, isComplete: true, gaps: [{ startTime: 10.2, endTime: 10.7 }] },
    });
    events.final(final(1, 'later'));
    expect(seen.at(-1)?.speech?.metadata).not.toHaveProperty('gaps');
  });

  it('list few gaps', () => {
    const { events, seen } = recorded(true, 0);
    for (let at = 0; at < 1_000; at++) events.gap({ start: at * 1_000, end: at * 1_000 + 500 });
    events.final(final(0, 'hi'));
    const gaps = seen.at(-1)!.speech!.metadata!['gaps'] as readonly { readonly endTime: number }[];
    expect(gaps.length).toBeLessThanOrEqual(20);
    expect(gaps[0]).toMatchObject({ startTime: 0 });
    expect(gaps.at(-1)).toMatchObject({ endTime: 999.5 });
  });

  it('report usage every 5 seconds and at the end', () => {
    const { events, seen } = recorded();
    for (let at = 0; at < 60; at++) events.written(100);
    events.end();
    events.end();
    expect(seen.map(({ type, audioDuration }) => [type, audioDuration])).toEqual([
      ['RECOGNITION_USAGE', 5],
      ['RECOGNITION_USAGE', 1],
    ]);
  });
});

describe('a stream of LiveKit', () => {
  let standIn: StandIn | undefined;
  const logs: string[] = [];
  let seen: (SpeechEvent & { readonly requestId: string })[] = [];
  let onSession: (session: StreamingSession) => void = () => undefined;

  afterEach(async () => {
    onSession = () => undefined;
    await standIn?.close();
    standIn = undefined;
  });

  async function start(
    { speech, faults = [], ...options }: { speech?: MarkedSpeech; faults?: SessionFault[]; maxBacklogMs?: number },
    session: SessionOptions = {},
  ): Promise<Transcription> {
    logs.length = 0;
    seen = [];
    const listener = speech === undefined ? pulseListener : markedListener(speech.words);
    standIn = await startStandIn({ streaming: { listener, latencyMs: 0, paceSlackMs: Infinity } });
    for (const fault of faults) standIn.sessionFaults.add(fault);
    const client = createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts });
    return createTranscription({
      async connect(params, own) {
        const session = await client.streaming.connect(params, own);
        onSession(session);
        return session;
      },
      params: () => ({ sample_rate: 16_000, format_turns: true }),
      session: { slackMs: Infinity, reconnect: { baseMs: 1, catchUp: 1_000 }, ...session },
      format: FORMAT,
      emit: (event) => seen.push(event),
      log: (level, fields, message) => logs.push(`${level} ${message} ${JSON.stringify(fields)}`),
      ...options,
    });
  }

  const speechOf = (type: SpeechEvent['type']) => seen.flatMap((event) => (event.type === type ? [event.speech!] : []));
  const heard = (): readonly string[] => speechOf('FINAL_TRANSCRIPT').flatMap(({ text }) => wordsOf(text));
  const abort = new AbortController();
  const run = (stream: Transcription, offset = 0): Promise<void> => stream.run(abort.signal, () => offset);

  function speak(stream: Transcription, pcm: Uint8Array, frameBytes = 640): void {
    for (let at = 0; at < pcm.length; at += frameBytes) stream.write(pcm.subarray(at, at + frameBytes));
  }

  const SPEECH = markedSpeech({ words: 30 });
  const SPOKEN = SPEECH.words.map(({ text }) => text);

  it('loses no word of audio before the connection, and none when the connection breaks', async () => {
    const stream = await start({ speech: SPEECH, faults: [{ session: 1, at: { bytes: 150_000 }, do: 'drop' }] });
    speak(stream, SPEECH.pcm);
    stream.end();
    await run(stream, 100);
    expect(standIn!.sessions()).toHaveLength(2);
    expect(heard()).toEqual(SPOKEN);
    const words = speechOf('FINAL_TRANSCRIPT').flatMap((speech) => speech.words);
    expect(words.map(({ startTime }) => Math.round((startTime - 100) * 1_000))).toEqual(
      SPEECH.words.map(({ start }) => start),
    );
    expect(logs.join()).toMatch(/warn connection lost/);
    expect(new Set(seen.map(({ requestId }) => requestId)).size).toBe(2);
    const usage = seen.reduce((sum, { audioDuration = 0 }) => sum + audioDuration, 0);
    expect(usage).toBeCloseTo(SPEECH.ms / 1_000, 5);
  });

  it('keeps its audio for the next attempt of LiveKit', async () => {
    const refusal: SessionFault = { at: 'connect', do: { status: 503 } };
    const stream = await start({ speech: SPEECH, faults: [refusal] });
    speak(stream, SPEECH.pcm.subarray(0, 64_000));
    const error: unknown = await run(stream).catch((thrown: unknown) => thrown);
    expect(failureOf(error)).toMatchObject({ kind: 'status', statusCode: 503, retryable: true });
    speak(stream, SPEECH.pcm.subarray(64_000));
    stream.end();
    standIn!.sessionFaults.clear();
    await run(stream);
    expect(heard()).toEqual(SPOKEN);
  });

  it('continues with later times after a session has failed', async () => {
    // In the pause before the eleventh word.
    const bytes = (SPEECH.words[10]!.start - 120) * 32;
    const ending: SessionFault = { session: 1, at: { bytes }, do: { close: 1008, reason: 'Not authorized' } };
    const stream = await start({ speech: SPEECH, faults: [ending] });
    speak(stream, SPEECH.pcm.subarray(0, bytes));
    const error: unknown = await run(stream).catch((thrown: unknown) => thrown);
    expect(failureOf(error)).toMatchObject({ kind: 'status', statusCode: 401, retryable: false });
    seen = [];
    speak(stream, SPEECH.pcm.subarray(bytes));
    stream.end();
    await run(stream);
    expect(heard()).toEqual(SPOKEN.slice(10));
    expect(speechOf('FINAL_TRANSCRIPT')[0]!.startTime).toBeCloseTo(SPEECH.words[10]!.start / 1_000, 5);
  });

  it('ends a turn where LiveKit flushes', async () => {
    const speech = markedSpeech({ words: 4, pauseEvery: 100, leadMs: 0 });
    const stream = await start({ speech });
    const half = speech.words[2]!.start * 32;
    stream.write(speech.pcm.subarray(0, half));
    stream.flush();
    stream.write(speech.pcm.subarray(half));
    stream.end();
    await run(stream);
    expect(standIn!.sessions()[0]!.texts).toContainEqual({ type: 'ForceEndpoint' });
    expect(speechOf('FINAL_TRANSCRIPT').map(({ words }) => words.length)).toEqual([2, 2]);
  });

  it('changes its settings while it opens and while it runs', async () => {
    const stream = await start({});
    const running = run(stream);
    stream.update({ max_turn_silence: 900 });
    stream.update({});
    await expect.poll(() => standIn!.sessions()[0]?.texts.length).toBe(1);
    stream.update({ prompt: 'Names of drugs' });
    stream.end();
    await running;
    expect(standIn!.sessions()[0]!.texts.slice(0, 2)).toEqual([
      { type: 'UpdateConfiguration', max_turn_silence: 900 },
      { type: 'UpdateConfiguration', prompt: 'Names of drugs' },
    ]);
  });

  it('ends when LiveKit closes it, also while it waits for audio', async () => {
    const stream = await start({});
    const closing = new AbortController();
    const running = stream.run(closing.signal, () => 0);
    await expect.poll(() => standIn!.sessions()[0]).toBeDefined();
    closing.abort();
    await running;
    stream.write(new Uint8Array(640));
    await expect.poll(() => standIn!.sessions()[0]!.ended).toBeDefined();
  });

  it.each(['terminating', 'closed'] as const)('opens a session again for audio after a pause: %s', async (when) => {
    const stream = await start({ speech: SPEECH }, { idleTimeoutMs: 100 });
    const half = SPEECH.words[15]!.start * 32;
    speak(stream, SPEECH.pcm.subarray(0, half));
    onSession = (session) =>
      session.on('state', ({ to }) => {
        if (to !== when || standIn!.sessions().length > 1) return;
        speak(stream, SPEECH.pcm.subarray(half));
        stream.end();
      });
    await run(stream);
    expect(standIn!.sessions()).toHaveLength(2);
    expect(heard()).toEqual(SPOKEN);
    expect(speechOf('FINAL_TRANSCRIPT').at(-1)!.endTime).toBeCloseTo(SPEECH.words.at(-1)!.end / 1_000, 1);
  });

  it('does not open a session only to end a turn', async () => {
    const stream = await start({}, { idleTimeoutMs: 100 });
    onSession = (session) =>
      session.on('close', () => {
        stream.flush();
        stream.end();
      });
    await run(stream);
    expect(standIn!.sessions()).toHaveLength(1);
  });

  it('drops the oldest audio and says which, if too much waits', async () => {
    const stream = await start(
      { faults: [{ session: 1, at: { bytes: 6_400 }, do: 'half-open' }], maxBacklogMs: 1_000 },
      { bufferMs: 2_000, highWaterMs: 500, slackMs: 200 },
    );
    const closing = new AbortController();
    const running = stream.run(closing.signal, () => 0);
    speak(stream, new Uint8Array(32_000 * 8));
    await expect.poll(() => logs.find((line) => line.includes('audio was not transcribed'))).toMatch(/"startTime":0/);
    closing.abort();
    await running;
  });
});

it('counts lost and extra words', () => {
  expect(wordsOf("It's  fine, isn’t")).toEqual(["it's", 'fine', 'isnt']);
  expect(scoreOf(['a', 'b', 'c'], ['a', 'b', 'b', 'x'])).toEqual({ expected: 3, received: 4, lost: 1, extra: 2 });
});
