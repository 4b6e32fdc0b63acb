import { type AnyEntry, findEntry, isAssemblyAIError, perform } from '@aai-connectors/core';
import { createClient } from '@aai-connectors/core/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isManual, type ManualClock, type StandIn, startStandIn } from '../stand-in/index.ts';
import { type Scenario, scenarios, type World } from './scenarios.ts';

/** One host, driven the way its users drive it. */
export interface Adapter {
  readonly name: string;
  /** Operations that make no sense in this host; it must refuse them. */
  readonly lacks?: readonly string[];
  /** Runs an operation and gives what the host hands on; throws what it tells people. */
  run(scenario: Scenario, stage: Stage): Promise<unknown>;
  /** What the host is to hand on for what the API gave. @default the same */
  expected?(entry: AnyEntry, result: unknown): unknown;
}

export interface Stage {
  readonly standIn: StandIn;
  /** Lets the service's time pass, so that jobs get ready. */
  pass(): Promise<void>;
  /** A small recording, for operations on files. */
  readonly file: Buffer;
}

const REDACTED = { redact_pii: true, redact_pii_policies: ['person_name'], redact_pii_audio: true };
const AUDIO = 'https://assembly.ai/wildfires.mp3';
/** A tenth of a second of silence as 16-bit PCM of 8 kHz, in a WAV file. */
const FILE = Buffer.concat([wavHeader(1600), Buffer.alloc(1600)]);

/**
 * The suite that every host passes: each operation, and each field of a transcription, must lead to the same requests
 * and the same result as the core itself has for the same answers.
 */
export function conformance(adapter: Adapter, startUp?: (standIn: StandIn) => Promise<void>): void {
  describe(`${adapter.name} conforms`, () => {
    let standIn: StandIn;
    let world: World;
    let stage: Stage;
    const names = scenarios({ transcriptId: 'known later', audioUrl: AUDIO }).map(({ name }) => name);

    beforeAll(async () => {
      standIn = await startStandIn({ clock: 'manual' });
      if (!isManual(standIn.clock)) throw new Error('The clock must stand still.');
      const clock: ManualClock = standIn.clock;
      const pass = (): Promise<void> => clock.advance(60_000);
      const client = clientOf(standIn);
      const { id } = await client.transcripts.submit({ audio_url: AUDIO, ...REDACTED });
      await pass();
      world = { transcriptId: id, audioUrl: AUDIO };
      stage = { standIn, pass, file: FILE };
      await startUp?.(standIn);
    }, 120_000);
    afterAll(() => standIn.close());

    it.each(names)('%s', async (name) => {
      const scenario = scenarios(world).find((one) => one.name === name)!;
      const entry = findEntry(scenario.entry)!;
      if (adapter.lacks?.includes(entry.id) === true) {
        await expect(adapter.run(scenario, stage)).rejects.toMatchObject({ code: 'bad_input' });
        return;
      }
      // The record is emptied by the first one that deletes it; both find it emptied.
      if (entry.effect === 'delete') await reference(scenario, stage).catch(() => undefined);
      const wanted = await told(stage, () => reference(scenario, stage));
      const found = await told(stage, () => adapter.run(scenario, stage));
      expect(found.requests).toEqual(wanted.requests);
      expect(wanted.requests.length + (wanted.refused === undefined ? 0 : 1)).toBeGreaterThan(0);
      expect(found.refused === undefined).toBe(wanted.refused === undefined);
      if (wanted.refused !== undefined) expect(found.refused).toContain(wanted.refused);
      else expect(found.result).toEqual(plain(adapter.expected?.(entry, wanted.raw) ?? wanted.raw));
    });
  });
}

const clientOf = (standIn: StandIn) =>
  createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts, validate: false });

/** The core by itself, with a service whose time passes while it waits. */
function reference({ entry, answers }: Scenario, { standIn, pass, file }: Stage): Promise<unknown> {
  const client = clientOf(standIn);
  const found = findEntry(entry)!;
  const given = entry === 'upload_file' ? { file } : { ...startsOf(found), ...answers };
  const hands = client.transport.hands as { sleep: (ms: number) => Promise<void> };
  hands.sleep = pass;
  return perform(found, given, { client });
}

/** What a form answers by itself. */
const startsOf = ({ params }: AnyEntry): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).flatMap(([key, field]) => (field.default === undefined ? [] : [[key, field.default]])),
  );

interface Told {
  readonly requests: unknown;
  readonly raw?: unknown;
  readonly result?: unknown;
  readonly refused?: string;
}

async function told(
  { standIn }: Stage,
  work: () => Promise<unknown>,
): Promise<Told & { readonly requests: unknown[] }> {
  const before = standIn.requests().length;
  const outcome = await work().then(
    (raw) => ({ raw, result: plain(raw) }),
    (error: unknown) => ({ refused: isAssemblyAIError(error) ? error.message : String((error as Error).message) }),
  );
  const requests = standIn
    .requests()
    .slice(before)
    .map(({ method, path, query, body }) =>
      JSON.stringify(plain({ method, path, query, body: withoutCallback(body) })),
    );
  // How often a host looks is its own affair.
  return { ...outcome, requests: [...new Set(requests)].map((text) => JSON.parse(text) as unknown) };
}

function withoutCallback(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const { webhook_url: url, ...rest } = body as Record<string, unknown>;
  if (typeof url !== 'string' || !isOfHost(url)) return body;
  delete rest['webhook_auth_header_name'];
  delete rest['webhook_auth_header_value'];
  return rest;
}

/** A host's own address, and not one that a person answered. */
const isOfHost = (url: string): boolean => url.includes('aai_ref=') || url.startsWith('http://127.0.0.1');

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z?/g;
const CALLBACK = ['webhook_url', 'webhook_auth', 'webhook_auth_header_name', 'webhook_status_code'];

/** Without what differs between two runs of the same. */
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
