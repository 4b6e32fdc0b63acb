import { type AnyEntry, type Client, ENTRIES } from '@aai-connectors/core';
import { createClient } from '@aai-connectors/core/node';
import { isVirtual, startStandIn, type StandIn } from '@aai-connectors/stand-in';
import { readFile } from 'node:fs/promises';
import { recordingPath } from '@aai-connectors/stand-in/recordings';
import { exampleScenario, type World } from '@aai-connectors/testkit/scenarios';
import { type Platform, startPlatform } from '../emulator/platform.ts';

/** One item that a trigger, a search or an action returned. */
export type Item = Readonly<Record<string, unknown>>;

/** Items by the place of their part, such as `creates.transcribe`. */
export type LiveResults = ReadonlyMap<string, readonly Item[]>;

interface Parts {
  readonly triggers?: Readonly<Record<string, Shown>>;
  readonly searches?: Readonly<Record<string, Shown>>;
  readonly creates?: Readonly<Record<string, Shown>>;
}

interface Shown {
  readonly operation: object;
  readonly display?: { readonly hidden?: boolean };
}

/** Examples of these need a recording in which people speak with each other. */
const OF_DIALOGUE: ReadonlySet<string> = new Set(['get_redacted_audio', 'list_action_items']);

/** With it, every operation has something to return. */
const SETTINGS = {
  speaker_labels: true,
  redact_pii: true,
  redact_pii_policies: ['person_name'],
  redact_pii_audio: true,
} as const;

const FILE = Buffer.from('RIFF of a test');

/**
 * Runs every visible part of the app in the emulator of the platform, each with the example of its operation, against the
 * local stand-in. A trigger is polled once.
 */
export async function liveResults(app: Parts): Promise<LiveResults> {
  const standIn = await startStandIn({ clock: 'manual' });
  const platform = await startPlatform(app, standIn);
  try {
    const pass = passOf(standIn);
    const client = createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts, io: { sleep: pass } });
    const found = new Map<string, readonly Item[]>();
    // Deleting comes last, and each operation has a transcript that no other one changes.
    const entries = ENTRIES.toSorted(
      (one, other) => Number(one.effect === 'delete') - Number(other.effect === 'delete'),
    );
    for (const kind of ['creates', 'searches'] as const) {
      for (const entry of entries.filter(({ id }) => app[kind]?.[id] !== undefined && !isHidden(app[kind]?.[id]))) {
        const world = await newWorld(client, pass, OF_DIALOGUE.has(entry.id));
        found.set(`${kind}.${entry.id}`, await itemsOf(platform, kind, entry, world, pass));
      }
    }
    for (const [key, part] of Object.entries(app.triggers ?? {})) {
      if (!isHidden(part)) found.set(`triggers.${key}`, await polled(platform, key));
    }
    return found;
  } finally {
    await platform.close();
    await standIn.close();
  }
}

const isHidden = (part: Shown | undefined): boolean => part?.display?.hidden === true;

function passOf({ clock }: StandIn): () => Promise<void> {
  if (!isVirtual(clock)) throw new Error('The clock must stand still.');
  return () => clock.advance(60_000);
}

async function newWorld(client: Client, pass: () => Promise<void>, isDialogue: boolean): Promise<World> {
  const audioUrl = 'https://assembly.ai/wildfires.mp3';
  const audio_url = isDialogue ? await client.files.urlOf(await readFile(recordingPath('dialogue.wav'))) : audioUrl;
  const { id: transcriptId } = await client.transcripts.submit({
    audio_url,
    ...(isDialogue ? SETTINGS : { speaker_labels: true }),
  });
  await pass();
  return { transcriptId, audioUrl };
}

/** What a step in a Zap that is on returns. */
async function itemsOf(
  platform: Platform,
  kind: 'creates' | 'searches',
  entry: AnyEntry,
  world: World,
  pass: () => Promise<void>,
): Promise<readonly Item[]> {
  const { answers } = exampleScenario(entry, world);
  const files = Object.entries(entry.params)
    .filter(([key, { kind: ofField }]) => ofField === 'media' && !(key in answers))
    .map(([key]) => [key, platform.hold(FILE)]);
  const groups = Object.keys(answers).map((key) => entry.params[key]?.group ?? 'primary');
  const inputData = { ...onForm(entry, answers), ...Object.fromEntries(files), more_settings: [...new Set(groups)] };
  const place = `${kind}.${entry.id}.operation`;
  const first = await platform.run(`${place}.perform`, { inputData });
  if (first.status !== 'CALLBACK') return [first.results].flat() as Item[];
  const known = platform.calls().length;
  await pass();
  const resumed = { inputData, outputData: first.results, ...platform.calls()[known]! };
  return [(await platform.run(`${place}.performResume`, resumed)).results] as Item[];
}

/** What a poll returns; the newest item with the data that the host fetches when a step uses it. */
async function polled(platform: Platform, key: string): Promise<readonly Item[]> {
  const { results } = await platform.run(`triggers.${key}.operation.perform`);
  const [newest, ...others] = results as readonly Item[];
  if (newest === undefined) return [];
  const members = await Promise.all(
    Object.entries(newest).map(async ([name, value]) =>
      String(value).startsWith('hydrate|||') ? [name, await platform.fetched(value)] : [name, value],
    ),
  );
  return [Object.fromEntries(members) as Item, ...others];
}

/** Answers as a form returns them: as strings, with unique keys for the columns of rows. */
const onForm = ({ params }: AnyEntry, answers: Item): Item =>
  Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => {
      const kind = params[key]?.kind;
      if (kind === 'json') return [key, JSON.stringify(answer)];
      if (kind === 'rows') return [key, (answer as readonly Item[]).map((row) => withPrefix(key, row))];
      return [key, Array.isArray(answer) ? answer.map(String) : String(answer)];
    }),
  );

const withPrefix = (rows: string, row: Item): Item =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [`${rows}_${column}`, value]));
