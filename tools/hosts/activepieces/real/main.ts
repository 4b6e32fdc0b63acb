/**
 * Uploads the piece to a running Activepieces and runs each action and trigger there, against the local API.
 *
 *   AP_EMAIL=… AP_PASSWORD=… npm run -s drive:activepieces -- http://localhost:8080 [address of this machine]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandIn } from '@aai-connectors/stand-in';
import { packPiece } from '../emulator/pack.ts';
import { lineOf, TABLE_HEAD } from '../stories/table.ts';
import { drive } from './drive.ts';
import { openRelay } from './relay.ts';
import { type Login, logIn } from './server.ts';

const [url, ownAddress] = process.argv.slice(2);
const { AP_EMAIL, AP_PASSWORD, AP_TOKEN, AP_PROJECT_ID, AP_PIECE_VERSION } = process.env;
const login: Login | undefined =
  AP_TOKEN !== undefined
    ? { token: AP_TOKEN, projectId: AP_PROJECT_ID }
    : AP_EMAIL !== undefined && AP_PASSWORD !== undefined
      ? { email: AP_EMAIL, password: AP_PASSWORD }
      : undefined;
if (url === undefined || login === undefined) {
  process.stderr.write(
    'Pass the URL of the server, and set AP_EMAIL and AP_PASSWORD of a platform admin, or AP_TOKEN and AP_PROJECT_ID.\n',
  );
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'piece-'));
const standIn = await startStandIn({
  lemur: 'documented',
  timing: { queuedMs: 200, processingMs: 2_000 },
  ...(ownAddress !== undefined && { hosts: [ownAddress] }),
});
// The local API listens on this machine only.
const relay = ownAddress === undefined ? undefined : await openRelay(Number(new URL(standIn.url).port));
const apiUrl = relay === undefined ? standIn.url : `http://${ownAddress}:${relay.port}`;
try {
  const server = await logIn(url, login);
  process.stdout.write(TABLE_HEAD);
  const rows = await drive({
    server,
    archive: packPiece(folder, AP_PIECE_VERSION),
    standIn,
    apiUrl,
    limitMs: 60_000,
    onRow: (row) => process.stdout.write(lineOf(row)),
  });
  process.exitCode = rows.every(({ result }) => result === 'ok') ? 0 : 1;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  await relay?.close();
  await standIn.close();
  rmSync(folder, { recursive: true, force: true });
}
