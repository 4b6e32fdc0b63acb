import {
  type AnyEntry,
  ENTRIES,
  findEntry,
  findEvent,
  isForNoWaiting,
  perform,
  readInput,
  sampleOf,
} from '@aai-connectors/core';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordingPath, type StandIn } from '@aai-connectors/stand-in';
import { observe, plain } from './observe.ts';
import { keysOf, report } from './sample-keys.ts';
import { exampleScenario, type Scenario, scenarios, type World } from './scenarios.ts';
import { AUDIO, newWorld, openStage, type Stage } from './stage.ts';

export type { Stage } from './stage.ts';

/** One host, driven the way its users drive it. */
export interface Adapter {
  readonly name: string;
  /** Operations that make no sense in this host; it must refuse them. */
  readonly lacks?: readonly string[];
  /** Operations that this host does not offer. */
  readonly leavesOut?: readonly string[];
  /** Whether `run` answers {@link Scenario.fileIn}. */
  readonly takesFiles?: true;
  /** Whether the host has no way to start a job without waiting for it. */
  readonly alwaysWaits?: true;
  /** Runs an operation and returns the host's output; throws the error that the host shows. */
  run(scenario: Scenario, stage: Stage): Promise<unknown>;
  /** The output expected of the host for the core's result. @default the same */
  expected?(entry: AnyEntry, result: unknown): unknown;
  /** What people see of an operation before and after its first run. */
  readonly shown: Shown;
}

/** What a host shows people by default: what later steps can use. */
export interface Shown {
  /** Runs an operation as the host's form is set at first, and returns the whole output; one item where it gives many. */
  simple(scenario: Scenario, stage: Stage): Promise<unknown>;
  /** The sample that the host has of an operation or event. @default that of the core, where the host shows none */
  sample?(id: string): unknown;
  /** The host's events by ID, each with what it emits for a finished transcript. */
  readonly events?: Readonly<Record<string, (stage: Stage, transcriptId: string) => Promise<unknown>>>;
}

/**
 * The suite that every host passes: each operation, and each field of a transcription, must lead to the same requests
 * and the same result as the core itself has for the same answers.
 */
export function conformance(adapter: Adapter, startUp?: (standIn: StandIn) => Promise<void>): void {
  describe(`${adapter.name} conforms`, () => {
    let world: World;
    let stage: Stage;
    const names = scenarios({ transcriptId: 'known later', audioUrl: AUDIO })
      .filter(({ entry }) => adapter.leavesOut?.includes(entry) !== true)
      .filter(({ fileIn }) => adapter.takesFiles === true || fileIn === undefined)
      .filter((scenario) => adapter.alwaysWaits !== true || !needsNoWaiting(scenario))
      .map(({ name }) => name);

    beforeAll(async () => {
      ({ stage, world } = await openStage());
      await startUp?.(stage.standIn);
    }, 120_000);
    afterAll(() => stage.standIn.close());

    it.each(samplesOf(adapter))('%s: its sample has the keys of a live answer', async (id) => {
      await expectSampleAsLive(adapter, id, stage);
    });

    it.each(names)('%s', async (name) => {
      await expectConforming(
        adapter,
        scenarios(world).find((one) => one.name === name)!,
        stage,
      );
    });
  });
}

/** Operations that need the bytes of a recording, or somebody who promises something. */
const OF_DIALOGUE: ReadonlySet<string> = new Set(['get_redacted_audio', 'list_action_items']);

/** Operations and events of a host whose samples are compared with live answers. */
const samplesOf = ({ lacks = [], leavesOut = [], shown: { events = {} } }: Adapter): readonly string[] => [
  ...ENTRIES.map(({ id }) => id).filter((id) => !lacks.includes(id) && !leavesOut.includes(id)),
  ...Object.keys(events),
];

/**
 * Runs the example of an operation in the host, or has the host emit an event. Fails where the keys of what comes
 * differ from those of the sample that people have seen before.
 */
export async function expectSampleAsLive({ name, shown }: Adapter, id: string, stage: Stage): Promise<void> {
  const entry = findEntry(id);
  const world = await newWorld(stage, OF_DIALOGUE.has(id) ? await readFile(recordingPath('dialogue.wav')) : AUDIO);
  const sample = shown.sample?.(id) ?? sampleOf(entry ?? findEvent(id)!);
  const live =
    entry === undefined
      ? await shown.events![id]!(stage, world.transcriptId)
      : await shown.simple(exampleScenario(entry, world), stage);
  const compared = { host: name, id, sample: keysOf(sample), live: keysOf(live) };
  report(compared);
  expect(compared.live).toEqual(compared.sample);
}

/** Whether a scenario answers a field that only a step without waiting has. */
const needsNoWaiting = ({ entry, answers }: Scenario): boolean => {
  const { params } = findEntry(entry)!;
  return Object.keys(answers).some((key) => params[key] !== undefined && isForNoWaiting(params[key]));
};

/** Runs a scenario with the core and with the host. Fails where their requests, results or refusals differ. */
export async function expectConforming(adapter: Adapter, scenario: Scenario, stage: Stage): Promise<void> {
  const entry = findEntry(scenario.entry)!;
  if (adapter.lacks?.includes(entry.id) === true) {
    await expect(adapter.run(scenario, stage)).rejects.toMatchObject({ code: 'bad_input' });
    return;
  }
  // The first deletion empties the record; both then find it empty.
  const asDone: Scenario = {
    ...scenario,
    withoutWaiting: adapter.alwaysWaits === true ? undefined : scenario.withoutWaiting,
  };
  if (entry.effect === 'delete') await reference(asDone, stage).catch(() => undefined);
  const wanted = await observe(stage, () => reference(asDone, stage));
  const found = await observe(stage, () => adapter.run(scenario, stage));
  expect(found.requests, 'requests').toEqual(wanted.requests);
  expect(wanted.requests.length + (wanted.refused === undefined ? 0 : 1), 'effect').toBeGreaterThan(0);
  expect(found.refused === undefined, 'success').toBe(wanted.refused === undefined);
  if (wanted.refused !== undefined) expect(found.refused, 'error').toContain(wanted.refused);
  else expect(found.result, 'result').toEqual(plain(adapter.expected?.(entry, wanted.raw) ?? wanted.raw));
}

/** The core by itself. */
async function reference(
  { entry, answers, withoutWaiting, fileIn }: Scenario,
  { client, file }: Stage,
): Promise<unknown> {
  const found = findEntry(entry)!;
  const given =
    entry === 'upload_file'
      ? { file }
      : { ...startsOf(found), ...answers, ...(fileIn !== undefined && { [fileIn]: file }) };
  if (found.kind === 'job' && withoutWaiting === true) {
    return found.start({ client: client(), input: readInput(found, given).input });
  }
  return perform(found, given, { client: client() });
}

/** The answers that a form starts with. */
const startsOf = ({ params }: AnyEntry): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).flatMap(([key, field]) => (field.default === undefined ? [] : [[key, field.default]])),
  );
