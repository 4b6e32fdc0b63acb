import {
  type AnyEntry,
  type Client,
  ENTRIES,
  findEntry,
  findEvent,
  isAssemblyAIError,
  isForNoWaiting,
  perform,
  readInput,
  sampleOf,
} from '@aai-connectors/core';
import { readFile } from 'node:fs/promises';
import { createClient } from '@aai-connectors/core/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isVirtual, type LoggedRequest, recordingPath, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { keysOf, report } from './sample-keys.ts';
import { exampleScenario, type Scenario, scenarios, type World } from './scenarios.ts';

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

/** The service that scenarios run against. */
export interface Stage {
  readonly standIn: StandIn;
  /** Lets a minute pass at the service, so that jobs become ready. */
  pass(): Promise<void>;
  /** A new client of the core; while it sleeps, time passes at the service. */
  client(): Client;
  /** A small recording, for operations on files. */
  readonly file: Buffer;
}

/** What the examples need: speakers, and redacted audio. */
const SETTINGS = {
  speaker_labels: true,
  redact_pii: true,
  redact_pii_policies: ['person_name'],
  redact_pii_audio: true,
};
const AUDIO = 'https://assembly.ai/wildfires.mp3';
/** A tenth of a second of silence as 16-bit PCM of 8 kHz, in a WAV file. */
const FILE = Buffer.concat([wavHeader(1600), Buffer.alloc(1600)]);

/** A stand-in whose time stands still but for `pass`, with a finished transcript. The caller closes the stand-in. */
export async function openStage(): Promise<{ readonly stage: Stage; readonly world: World }> {
  const standIn = await startStandIn({ clock: 'manual' });
  const { clock } = standIn;
  if (!isVirtual(clock)) throw new Error('The clock must stand still.');
  const pass = (): Promise<void> => clock.advance(60_000);
  const client = (): Client =>
    createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts, validate: false, io: { sleep: pass } });
  const stage: Stage = { standIn, pass, client, file: FILE };
  return { stage, world: await newWorld(stage) };
}

/** A finished transcript, and a request that LeMUR has answered about it. */
async function newWorld({ client, pass }: Stage, audio: string | Uint8Array = AUDIO): Promise<World> {
  const audio_url = await client().files.urlOf(audio);
  const { id: transcriptId } = await client().transcripts.submit({ audio_url, ...SETTINGS });
  await pass();
  const { request_id } = await client().lemur.task({ prompt: 'What is it about?', transcript_ids: [transcriptId] });
  return { transcriptId, audioUrl: AUDIO, lemurRequestId: request_id };
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

/** What a run did: its requests, and its result or the message of its error. */
interface Observation {
  readonly requests: readonly unknown[];
  readonly raw?: unknown;
  readonly result?: unknown;
  readonly refused?: string;
}

async function observe({ standIn }: Stage, work: () => Promise<unknown>): Promise<Observation> {
  const before = standIn.requests().length;
  const outcome = await work().then(
    (raw) => ({ raw, result: plain(raw) }),
    (error: unknown) => ({ refused: isAssemblyAIError(error) ? error.message : String((error as Error).message) }),
  );
  const requests = standIn
    .requests()
    .slice(before)
    .filter((request, at, all) => !isSameCheck(request, all[at - 1]))
    .map(({ method, path, query, body }) => plain({ method, path, query, body: withoutCallback(body) }));
  return { ...outcome, requests };
}

/**
 * Whether a request only checks the same job again: how often a host checks is its own affair. Every other request
 * counts, because a second POST is a second job and a second bill.
 */
const isSameCheck = (request: LoggedRequest, previous: LoggedRequest | undefined): boolean =>
  request.method === 'GET' &&
  /^\/v2\/transcript\/[^/]+$/.test(request.path) &&
  previous?.method === 'GET' &&
  previous.path === request.path &&
  previous.query === request.query;

function withoutCallback(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const { webhook_url: url, ...rest } = body as Record<string, unknown>;
  if (typeof url !== 'string' || !isOfHost(url)) return body;
  delete rest['webhook_auth_header_name'];
  delete rest['webhook_auth_header_value'];
  return rest;
}

/** Whether the host added the address; a person may also have entered one. */
const isOfHost = (url: string): boolean => url.includes('aai_ref=') || url.startsWith('http://127.0.0.1');

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z?/g;
const CALLBACK = ['webhook_url', 'webhook_auth', 'webhook_auth_header_name', 'webhook_status_code'];

/** Without the values that differ between two runs of the same scenario. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (key, part: unknown) =>
    CALLBACK.includes(key) && !String(part).includes('example.com')
      ? undefined
      : key === 'token' || key === 'headers' || key === 'upload_url'
        ? '<new>'
        : part,
  ) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text.replace(UUID, '<id>').replace(TIME, '<time>'));
}

function wavHeader(bytes: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return header;
}
