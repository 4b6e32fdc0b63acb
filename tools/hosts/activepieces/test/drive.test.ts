import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '../../../stand-in/index.ts';
import { drive } from '../drive/drive.ts';
import { logIn } from '../drive/server.ts';
import { type StandInServer, startStandInServer } from '../drive/stand-in-server.ts';
import { loadPiece } from '../load.ts';
import { type Archive, packPiece } from '../pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'piece-drive-'));
let archive: Archive;
let standIn: StandIn;
let server: StandInServer;

beforeAll(async () => {
  archive = packPiece(folder);
  standIn = await startStandIn({ timing: { queuedMs: 10, processingMs: 100 } });
  server = await startStandInServer(loadPiece(archive.file, join(folder, 'empty')));
}, 60_000);
afterAll(async () => {
  await server.close();
  await standIn.close();
  rmSync(folder, { recursive: true, force: true });
});

it('drives a server through upload, connection, every action, the pause and both triggers', async () => {
  const rows = await drive({
    server: await logIn(server.url, 'admin@example.com', 'password'),
    archive,
    standIn,
    apiUrl: standIn.url,
    limitMs: 20_000,
    onRow: () => undefined,
  });
  expect(rows.filter(({ result }) => result !== 'ok')).toEqual([]);
  const seen = Object.fromEntries(rows.map(({ name, seen: words }) => [name, words]));
  expect(seen['a wrong key is refused']).toContain('INVALID_APP_CONNECTION');
  expect(seen['Transcribe Audio']).toMatch(/PAUSED → (RUNNING → )?SUCCEEDED/);
  expect(rows.length).toBeGreaterThan(25);
}, 120_000);

it('says what the server refuses', async () => {
  const { api } = await logIn(server.url, 'admin@example.com', 'password');
  await expect(logIn(api.replace('/api/v1', '/nowhere'), 'a', 'b')).rejects.toThrow(/404/);
});
