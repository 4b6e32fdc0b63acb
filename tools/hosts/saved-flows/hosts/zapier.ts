import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtApp, type Call, formAnswers, type Platform, startPlatform } from '@aai-connectors/host-zapier/emulator';
import { recordingPath, type StandIn } from '@aai-connectors/stand-in';
import type { Account, Host, Saved } from '../flow.ts';
import { marked, RECORDING, unmarked } from '../marks.ts';
import { examples } from './examples.ts';

const TEMPLATES = new URL('../../../../packages/zapier-app/listing/templates.json', import.meta.url);

type Kind = 'creates' | 'searches' | 'triggers';

/** A step of a Zap. */
interface StoredStep {
  readonly kind: Kind;
  readonly key: string;
  readonly inputData: Readonly<Record<string, unknown>>;
}

/** A step that is paused while the app is updated. */
interface StoredPause {
  readonly key: string;
  readonly bundle: { readonly inputData: StoredStep['inputData']; readonly outputData: unknown } & Call;
}

interface ZapTemplate {
  readonly title: string;
  readonly steps: readonly {
    readonly app: string;
    readonly kind: string;
    readonly key?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
  }[];
}

/** Longest time that a step may wait for its callback, ms. */
const LIMIT_MS = 10_000;

/** Zapier's platform with the current app. */
export async function zapierHost(standIn: StandIn): Promise<Host> {
  const app = await builtApp();
  const platform = await startPlatform(app, standIn);
  const audio = await readFile(recordingPath('jfk.wav'));
  const held = (inputData: StoredStep['inputData']): StoredStep['inputData'] =>
    Object.fromEntries(
      Object.entries(inputData).map(([key, value]) => [
        key,
        value === RECORDING ? platform.hold(audio, 'recording.wav') : value,
      ]),
    );

  return {
    name: 'Zapier',
    saved: async (account) => [
      ...examples(account).flatMap(({ entry, answers }): readonly Saved[] => {
        const kind = entry.id in app.searches ? 'searches' : entry.id in app.creates ? 'creates' : undefined;
        if (kind === undefined) return [];
        const stored: StoredStep = { kind, key: entry.id, inputData: formAnswers(entry, answers) };
        return [{ name: `operation: ${entry.id}`, stored: marked(stored, account) }];
      }),
      ...templateSteps(),
      { name: 'paused step: transcribe', stored: await pausedStep(platform, account) },
    ],
    async run(saved, account) {
      const stored = unmarked(saved, account) as StoredStep | StoredPause;
      if ('bundle' in stored) {
        return (await platform.run(`creates.${stored.key}.operation.performResume`, stored.bundle)).results;
      }
      const { kind, key, inputData } = stored;
      if (app[kind][key] === undefined) throw new Error(`The app has no ${kind} ${key}.`);
      if (kind !== 'creates') {
        return (await platform.run(`${kind}.${key}.operation.perform`, { inputData: held(inputData) })).results;
      }
      const step = await platform.zapStep(key, held(inputData));
      for (let waited = 0; ['waiting', 'scheduled'].includes(step.state()) && waited < LIMIT_MS; waited += 20) {
        await step.elapse();
        await sleep(20);
        await step.settled();
      }
      if (step.state() === 'failed') throw step.result() as Error;
      if (step.state() !== 'done') throw new Error(`The step is ${step.state()} after ${LIMIT_MS / 1000} s.`);
      return step.result();
    },
    close: () => platform.close(),
  };
}

/** Pauses a step, and keeps its output with the call that ends the pause. */
async function pausedStep(platform: Platform, { audioUrl }: Account): Promise<unknown> {
  const inputData = { audio_url: audioUrl, speaker_labels: 'true' };
  const known = platform.calls().length;
  const { results, status } = await platform.run('creates.transcribe.operation.perform', { inputData });
  if (status !== 'CALLBACK') throw new Error('The step does not pause.');
  while (platform.calls().length === known) await sleep(20);
  const stored: StoredPause = {
    key: 'transcribe',
    bundle: { inputData, outputData: results, ...platform.calls()[known]! },
  };
  const { id } = results as { readonly id: string };
  return JSON.parse(JSON.stringify(stored).replaceAll(id, '<transcript>')) as unknown;
}

/** Our steps in the Zap templates, with values in the place of those of other apps. */
function templateSteps(): readonly Saved[] {
  const templates = JSON.parse(readFileSync(TEMPLATES, 'utf8')) as readonly ZapTemplate[];
  return templates.flatMap(({ title, steps }) =>
    steps
      .filter(({ app }) => app === 'AssemblyAI')
      .map(({ kind, key = '', inputs = {} }) => {
        const stored: StoredStep = { kind: kind as Kind, key, inputData: mapped(inputs) };
        return { name: `template: ${title}: ${key}`, stored };
      }),
  );
}

/** What another app would give for each field. */
const GIVEN: Readonly<Record<string, string>> = {
  audio_file: RECORDING,
  audio_url: 'https://assembly.ai/wildfires.mp3',
  transcript_id: '<transcript>',
};

const mapped = (inputs: Readonly<Record<string, unknown>>): StoredStep['inputData'] =>
  Object.fromEntries(
    Object.entries(inputs).map(([field, value]) => [
      field,
      String(value).startsWith('{{') ? (GIVEN[field] ?? value) : value,
    ]),
  );
