import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createClient, type HostIo, type NodeClientOptions } from '@aai-connectors/core/node';
import {
  markedSpeech,
  recordingPath,
  type StandIn,
  startStandIn,
  type VirtualClock,
  virtualClock,
} from '@aai-connectors/stand-in';
import type { SampleContext } from '../../contract/samples/context.ts';
import { RATE, service } from '../streaming/stage.ts';

const SAMPLES = new URL('../../contract/samples/', import.meta.url);

/** The names of all samples. */
export const SAMPLE_NAMES: readonly string[] = readdirSync(SAMPLES)
  .filter((name) => name.endsWith('.ts') && name !== 'context.ts')
  .map((name) => name.replace(/\.ts$/, ''))
  .sort();

/** A separate API key for each sample, so that samples do not see each other's transcripts. */
const keyOf = (name: string): string => createHash('md5').update(name).digest('hex');

/** Long enough that polling observes each status, ms. */
const TIMING = { queuedMs: 2_000, processingMs: 3_000 };

/** The words in the live audio, four per sentence. */
const LIVE = 'Good morning to everybody. Today we discuss wildfires. Thank you very much.'.split(' ');

interface SampleModule {
  readonly default: (stage: SampleContext) => Promise<void> | void;
}

/** The stand-in on a virtual clock. Runs one sample after the other. */
export interface SampleRunner {
  readonly standIn: StandIn;
  readonly clock: VirtualClock;
  /** Runs a sample and returns its output. */
  run(name: string): Promise<string>;
}

export async function createSampleRunner(): Promise<SampleRunner> {
  const clock = virtualClock();
  const standIn = await startStandIn({ clock: () => clock, keys: SAMPLE_NAMES.map(keyOf), timing: TIMING });
  const { words, pcm } = markedSpeech({ words: LIVE, sampleRate: RATE, gapMs: 20, pauseEvery: 4 });

  async function run(name: string): Promise<string> {
    const { default: sample } = (await import(new URL(`${name}.ts`, SAMPLES).href)) as SampleModule;
    const live = service(clock, { words });
    const connect = (options: NodeClientOptions = {}): SampleContext['client'] =>
      createClient({
        apiKey: keyOf(name),
        hosts: standIn.hosts,
        io: ioOn(clock),
        streamingIo: { dial: live.dial, schedule: clock.schedule, now: clock.now, random: () => 0.5 },
        ...options,
      });
    const printed: string[] = [];
    const running = sample({
      client: connect(),
      createClient: connect,
      call: recordingPath('dialogue.wav'),
      stereoCall: recordingPath('dialogue-stereo.wav'),
      speech: pcm,
      speechRate: RATE,
      print: (value) => printed.push(String(value)),
    });
    await clock.during(Promise.resolve(running));
    return printed.join('\n');
  }

  return { standIn, clock, run };
}

const ioOn = (clock: VirtualClock): Partial<HostIo> => ({
  now: clock.now,
  random: () => 0.5,
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const cancel = clock.schedule(ms, resolve);
      signal?.addEventListener('abort', () => {
        cancel();
        reject(signal.reason as Error);
      });
    }),
});
