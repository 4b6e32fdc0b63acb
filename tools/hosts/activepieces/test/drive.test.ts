import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { drive } from '../real/drive.ts';
import { startRecorder, writeRecordings } from '../real/record.ts';
import { openRelay } from '../real/relay.ts';
import { logIn } from '../real/server.ts';
import { type StandInServer, startStandInServer } from '../real/stand-in-server.ts';
import { loadPiece, type Piece } from '../emulator/load.ts';
import { type Archive, packPiece } from '../emulator/pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'piece-drive-'));
const LOGIN = { email: 'admin@example.com', password: 'password' };
let archive: Archive;
let piece: Piece;
let standIn: StandIn;
const servers: StandInServer[] = [];

beforeAll(async () => {
  archive = packPiece(folder);
  piece = loadPiece(archive.file, join(folder, 'empty'));
  standIn = await startStandIn({ lemur: 'documented', timing: { queuedMs: 10, processingMs: 900, slowMs: 2_000 } });
}, 60_000);
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
afterAll(async () => {
  await standIn.close();
  rmSync(folder, { recursive: true, force: true });
});

async function server(options: { readonly signIn?: object } = {}): Promise<StandInServer> {
  const started = await startStandInServer(() => piece, { delayMs: 1_000, ...options });
  servers.push(started);
  return started;
}

it('uploads, connects, runs each action, the pause and both triggers, and deletes what it created', async () => {
  const { url, refused, left, restart } = await server();
  const recorder = startRecorder();
  const access = { ...(await logIn(url, LOGIN)), onExchange: recorder.onExchange };
  const rows = await drive({
    server: access,
    archive,
    standIn,
    apiUrl: standIn.url,
    limitMs: 60_000,
    delaySeconds: 8,
    mcp: { url: `${access.api}/projects/${access.projectId}/mcp-server/http`, token: access.token },
    restart,
    onRow: recorder.onRow,
  });
  if (process.env['AP_RECORD'] !== undefined) writeRecordings(process.env['AP_RECORD'], recorder.recordings);
  expect(rows.filter(({ result }) => result !== 'ok')).toEqual([]);
  const seen = Object.fromEntries(rows.map(({ name, seen: words }) => [name, words]));
  expect(seen['connection with a wrong key']).toContain('INVALID_APP_CONNECTION');
  expect(seen['Transcribe, a file: pause, webhook, resume, SRT']).toMatch(/PAUSED → (RUNNING → )?SUCCEEDED.*\.srt/);
  expect(seen['Transcribe, a forged webhook: another pause, then the transcript']).toContain('Status: completed');
  expect(seen['Loop, one transcript for each item']).toMatch(/PAUSED.*SUCCEEDED; 2 submissions/);
  expect(seen["Agent, the tool gives the transcript's text"]).toContain('2 calls');
  expect(seen['Retry, the run continues with its transcript']).toMatch(/FAILED, then .*SUCCEEDED; 1 submission/);
  expect(seen['Restart, the paused run continues']).toContain('1 submission');
  expect(rows.length).toBeGreaterThan(39);
  expect(refused()).toEqual(['POST /api/v1/app-connections 400']);
  expect(left()).toEqual({ flows: 0, connections: 0 });
}, 300_000);

it('says that an installed version runs instead of this build', async () => {
  const { url } = await server();
  const access = await logIn(url, LOGIN);
  const upload = async (): Promise<string> => {
    const rows: string[] = [];
    const stop = new Error('Enough.');
    const onRow = ({ seen }: { readonly seen: string }): void => {
      rows.push(seen);
      throw stop;
    };
    await drive({ server: access, archive, standIn, apiUrl: standIn.url, limitMs: 1_000, onRow }).catch(
      () => undefined,
    );
    return rows[0]!;
  };
  expect(await upload()).toContain(archive.version);
  expect(await upload()).toContain('is already installed');
});

it('accepts a token and its project instead of a login', async () => {
  const { url } = await server();
  const access = await logIn(`${url}/`, { token: 'token-of-test' });
  expect(access).toEqual({ api: `${url}/api/v1`, token: 'token-of-test', projectId: 'project' });
});

it('finds the project if the login response has none', async () => {
  const { url } = await server({ signIn: { projectId: null } });
  expect(await logIn(url, LOGIN)).toMatchObject({ projectId: 'project' });
});

it('shows the error of the server', async () => {
  const { url } = await server();
  await expect(logIn(url, { ...LOGIN, password: 'wrong' })).rejects.toThrow(/sign-in: 401 .*INVALID_CREDENTIALS/);
  await expect(logIn(`${url}/nowhere`, LOGIN)).rejects.toThrow(/404/);
});

it('forwards a port on the network to a local port', async () => {
  const relay = await openRelay(Number(new URL(standIn.url).port));
  const response = await fetch(`http://127.0.0.1:${relay.port}/audio/jfk.wav`);
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100_000);
  await relay.close();
});
