import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { ReadableStream } from 'node:stream/web';
import { APIStatusError, Plugin, stt, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { createClient } from '@aai-connectors/core/node';
import { markedListener, type MarkedSpeech, markedSpeech, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { wordsOf } from '../../words.ts';
import { AssemblyAiStt, type AssemblyAiSttOptions } from '../index.ts';
import { dialogue, SAMPLE_RATE } from './recording.ts';

interface Check {
  readonly name: string;
  run(standIn: StandIn, speech: MarkedSpeech): Promise<void>;
}

const FRAME = SAMPLE_RATE / 50;

function framesOf({ pcm }: Pick<MarkedSpeech, 'pcm'>): readonly AudioFrame[] {
  const samples = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.byteLength / 2);
  return Array.from({ length: Math.ceil(samples.length / FRAME) }, (_, at) => {
    const part = Int16Array.from(samples.subarray(at * FRAME, (at + 1) * FRAME));
    return new AudioFrame(part, SAMPLE_RATE, 1, part.length);
  });
}

const pluginFor = (standIn: StandIn, options: AssemblyAiSttOptions = {}): AssemblyAiStt =>
  new AssemblyAiStt({ apiKey: standIn.keys[0], baseUrl: standIn.hosts.streaming, ...options });

async function finalsOf(stream: stt.SpeechStream): Promise<readonly stt.SpeechData[]> {
  const finals: stt.SpeechData[] = [];
  for await (const { type, alternatives } of stream) {
    if (type === stt.SpeechEventType.FINAL_TRANSCRIPT && alternatives !== undefined) finals.push(alternatives[0]);
  }
  return finals;
}

const textOf = (finals: readonly stt.SpeechData[]): readonly string[] => finals.flatMap(({ text }) => wordsOf(text));
const spokenIn = ({ words }: MarkedSpeech): readonly string[] => words.map(({ text }) => text);

/** @throws AssertionError after 5 s */
async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; !isTrue(); tries++) {
    assert.ok(tries < 250, 'It took more than 5 s.');
    await pause(20);
  }
}

const opened = (standIn: StandIn): Promise<void> => until(() => standIn.sessions().length > 0);

/** A microphone of an agent session. */
class SpokenInput extends voice.AudioInput {
  constructor(frames: AsyncIterable<AudioFrame>) {
    super();
    this.multiStream.addInputStream(ReadableStream.from(frames));
  }
}

async function* inRealTime(frames: readonly AudioFrame[]): AsyncGenerator<AudioFrame> {
  const began = performance.now();
  for (const [at, frame] of frames.entries()) {
    await pause(Math.max(0, began + at * 20 - performance.now()));
    yield frame;
  }
}

const CHECKS: readonly Check[] = [
  {
    name: 'The plugin is registered',
    async run() {
      assert.ok(Plugin.registeredPlugins.some(({ title }) => title === 'assemblyai-connectors'));
    },
  },
  {
    name: 'An agent session receives each turn exactly once, and turns end as the API says',
    async run(standIn, speech) {
      const session = new voice.AgentSession({
        stt: pluginFor(standIn, { formatTurns: true }),
        turnHandling: { turnDetection: 'stt' },
        vad: null,
      });
      const heard: string[] = [];
      const states: string[] = [];
      session.on(voice.AgentSessionEventTypes.UserInputTranscribed, ({ transcript, isFinal }) => {
        if (isFinal) heard.push(...wordsOf(transcript));
      });
      session.on(voice.AgentSessionEventTypes.UserStateChanged, ({ newState }) => states.push(newState));
      session.input.audio = new SpokenInput(inRealTime(framesOf(speech)));
      await session.start({ agent: new voice.Agent({ instructions: 'Listen.' }), record: false });
      await pause(speech.ms + 1_500);
      await session.close();
      assert.deepEqual(heard, spokenIn(speech));
      assert.ok(states.includes('speaking') && states.includes('listening'), states.join());
    },
  },
  {
    name: 'A wrong key is reported once, without the key, and not tried again',
    async run(standIn, speech) {
      const source = pluginFor(standIn, { apiKey: 'not-the-key-0123456789' });
      const errors: { readonly error: Error; readonly recoverable: boolean }[] = [];
      source.on('error', (error) => errors.push(error));
      const stream = source.stream();
      for (const frame of framesOf(speech).slice(0, 10)) stream.pushFrame(frame);
      assert.deepEqual(await finalsOf(stream), []);
      assert.equal(errors.length, 1);
      const [{ error, recoverable } = assert.fail()] = errors;
      assert.ok(error instanceof APIStatusError && error.statusCode === 401 && !error.retryable && !recoverable);
      assert.doesNotMatch(JSON.stringify([error.message, error.body]), /not-the-key/);
    },
  },
  {
    name: 'If the API refuses the first connections, LiveKit tries again, and every word arrives',
    async run(standIn, speech) {
      for (let session = 1; session <= 4; session++) {
        standIn.sessionFaults.add({ session, at: 'connect', do: { status: 503 } });
      }
      const stream = pluginFor(standIn, { session: { slackMs: Infinity } }).stream();
      for (const frame of framesOf(speech)) stream.pushFrame(frame);
      stream.endInput();
      const finals = await finalsOf(stream);
      assert.deepEqual(textOf(finals), spokenIn(speech));
      const [first = assert.fail()] = finals;
      assert.ok(Math.abs(first.startTime * 1_000 - speech.words[0]!.start) < 1, String(first.startTime));
      assert.equal(standIn.sessions().at(-1)?.number, 5);
    },
  },
  {
    name: 'Settings change in an open stream, and a flush ends the turn',
    async run(standIn, speech) {
      const source = pluginFor(standIn, { keytermsPrompt: ['Zapier'] });
      let metrics = 0;
      source.on('metrics_collected', ({ audioDurationMs }) => (metrics += audioDurationMs));
      const stream = source.stream();
      await opened(standIn);
      source.updateOptions({ maxTurnSilence: 900 });
      source._updateSessionKeyterms(['n8n']);
      for (const frame of framesOf(speech).slice(0, 30)) stream.pushFrame(frame);
      stream.flush();
      stream.endInput();
      assert.equal((await finalsOf(stream)).length, 1);
      const { texts, params } = standIn.sessions().at(-1)!;
      // One message, or one for each change, by when the session opened.
      const changes = texts.filter(({ type }) => type === 'UpdateConfiguration');
      const { type: _, ...changed } = Object.assign({}, ...changes) as Readonly<Record<string, unknown>>;
      assert.deepEqual(changed, { max_turn_silence: 900, keyterms_prompt: ['Zapier', 'n8n'] });
      assert.ok(texts.some(({ type }) => type === 'ForceEndpoint'));
      assert.deepEqual(params, { sample_rate: '16000', keyterms_prompt: '["Zapier"]' });
      assert.equal(metrics, 600);
    },
  },
  {
    name: 'A stream that is closed ends its session at once',
    async run(standIn) {
      const source = pluginFor(standIn);
      const stream = source.stream();
      const reading = finalsOf(stream);
      await opened(standIn);
      await source.close();
      await reading;
      await until(() => standIn.sessions()[0]!.ended !== undefined);
    },
  },
  {
    name: 'A whole buffer is transcribed in one request',
    async run(standIn) {
      const { voices, words } = await dialogue();
      const client = createClient({ apiKey: standIn.keys[0], hosts: standIn.hosts });
      const event = await pluginFor(standIn, { client }).recognize(
        new AudioFrame(voices, SAMPLE_RATE, 1, voices.length),
      );
      const [data = assert.fail()] = event.alternatives ?? [];
      assert.deepEqual(wordsOf(data.text), words);
      assert.ok(data.endTime > 20 && data.words?.length === words.length, JSON.stringify(data).slice(0, 200));
    },
  },
];

/** Runs the plugin in parts of LiveKit. Returns the number of failed checks. */
export async function runChecks(print: (line: string) => void): Promise<number> {
  const speech = markedSpeech({ words: 15, sampleRate: SAMPLE_RATE });
  let failed = 0;
  for (const { name, run } of CHECKS) {
    const listener = markedListener(speech.words);
    const standIn = await startStandIn({ streaming: { listener, paceSlackMs: Infinity } });
    try {
      await run(standIn, speech);
      print(`✓ ${name}`);
    } catch (error) {
      failed++;
      print(`✗ ${name}: ${String(error)}`);
    }
    await standIn.close();
  }
  return failed;
}
