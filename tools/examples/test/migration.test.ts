import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordingPath, type StandIn } from '@aai-connectors/stand-in';
import { AssemblyAI, StreamingTranscriber } from 'assemblyai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPage, type Row, rowsOfPage } from '../migration/page.ts';
import { runOfficial, runOurs, startService } from '../migration/run.ts';

const rows = await rowsOfPage();
const home = process.cwd();
let folder: string;
let standIn: StandIn;

beforeAll(async () => {
  standIn = await startService();
  folder = await mkdtemp(join(tmpdir(), 'aai-migration-'));
  await cp(recordingPath('dialogue.wav'), join(folder, 'call.wav'));
  process.chdir(folder);
});

afterAll(async () => {
  process.chdir(home);
  await standIn.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the page about the official SDK', () => {
  it.each(rows)('$section: $official', async ({ official, ours, note }: Row) => {
    const theirs = await runOfficial(official, standIn);
    const own = await runOurs(ours, standIn);

    expect(theirs.thrown).toBeUndefined();
    expect(own.thrown === undefined).toBe(!note.includes('throws'));
    if (own.thrown !== undefined) expect(note).toContain(own.thrown.split(':')[0]);

    const { requests, sessions, result, printed } = own;
    if (note === '') expect(theirs).toMatchObject({ requests, sessions, result, printed });
  });

  it('gives clients with the hosts that the rows name', async () => {
    const created = rows.filter(
      ({ official }) => official.startsWith('new AssemblyAI') && official.includes('baseUrl'),
    );
    expect(created).toHaveLength(2);
    for (const { official, ours } of created) {
      const { value } = await runOurs(ours, standIn);
      expect(value).toMatchObject({ hosts: { api: /baseUrl: '([^']+)'/.exec(official)![1] } });
    }
  });

  it('shows turns to both listeners, and the end of a session that is closed only to ours', async () => {
    const printed = async (event: string): Promise<readonly [official: number, ours: number]> => {
      const { official, ours } = rows.find((row) => row.official.includes(`.on('${event}'`))!;
      return [(await runOfficial(official, standIn)).printed, (await runOurs(ours, standIn)).printed];
    };
    const [officialTurns, ourTurns] = await printed('turn');
    expect(officialTurns).toBeGreaterThan(0);
    expect(ourTurns).toBeGreaterThan(0);
    expect(await printed('close')).toEqual([0, 1]);
  });

  it('names every method of the official SDK', async () => {
    const page = await readPage();
    const { transcripts, files, llmGateway, streaming } = new AssemblyAI({ apiKey: 'none' });
    const methodsOf = (prototype: object): readonly string[] =>
      Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
    const services = [transcripts, files, llmGateway, streaming].flatMap((service) =>
      methodsOf(Object.getPrototypeOf(service) as object),
    );
    const session = methodsOf(StreamingTranscriber.prototype).filter((name) => DOCUMENTED.has(name));
    expect(session).toHaveLength(DOCUMENTED.size);
    expect([...services, ...session].filter((name) => !new RegExp(`\\b${name}\\b`).test(page))).toEqual([]);
  });
});

/** What the types of a live session offer; its other methods are private. */
const DOCUMENTED = new Set([
  'connect',
  'on',
  'sendAudio',
  'stream',
  'updateConfiguration',
  'forceEndpoint',
  'keepAlive',
  'close',
]);
