/**
 * Uploads the piece to a running Activepieces and runs each action and trigger there, against the local API.
 *
 *   AP_EMAIL=… AP_PASSWORD=… npm run -s drive:activepieces -- http://localhost:8080 [address of this machine]
 */
import { exec } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startStandIn } from '@aai-connectors/stand-in';
import { packPiece } from '../emulator/pack.ts';
import { lineOf, TABLE_HEAD } from '../stories/table.ts';
import { drive } from './drive.ts';
import { openRelay } from './relay.ts';
import { startRecorder, writeRecordings } from './record.ts';
import { answers, type Login, logIn, type Server, until } from './server.ts';

const [url, ownAddress] = process.argv.slice(2);
const { AP_EMAIL, AP_PASSWORD, AP_TOKEN, AP_PROJECT_ID, AP_PIECE_VERSION } = process.env;
const { AP_MCP_URL, AP_MCP_TOKEN, AP_RESTART, AP_RECORD } = process.env;
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
  timing: { queuedMs: 200, processingMs: 2_000, slowMs: 4_000 },
  ...(ownAddress !== undefined && { hosts: [ownAddress] }),
});
// The local API listens on this machine only.
const relay = ownAddress === undefined ? undefined : await openRelay(Number(new URL(standIn.url).port));
const apiUrl = relay === undefined ? standIn.url : `http://${ownAddress}:${relay.port}`;
try {
  const recorder = startRecorder();
  const server = { ...(await logIn(url, login)), onExchange: recorder.onExchange };
  process.stdout.write(TABLE_HEAD);
  const rows = await drive({
    server,
    mcp: AP_MCP_URL === undefined ? undefined : { url: AP_MCP_URL, token: AP_MCP_TOKEN ?? server.token },
    restart: AP_RESTART === undefined ? undefined : () => restartWith(AP_RESTART, server),
    archive: packPiece(folder, AP_PIECE_VERSION),
    standIn,
    apiUrl,
    limitMs: 60_000,
    onRow(row) {
      recorder.onRow(row);
      process.stdout.write(lineOf(row));
    },
  });
  if (AP_RECORD !== undefined) writeRecordings(AP_RECORD, recorder.recordings);
  process.exitCode = rows.some(({ result }) => result === 'FAILED') ? 1 : 0;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  await relay?.close();
  await standIn.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Milliseconds that a server needs to start. */
const START_MS = 180_000;

/** Runs the command that restarts the server, and waits until the server answers. */
async function restartWith(command: string, server: Server): Promise<void> {
  await promisify(exec)(command);
  await until(async () => ((await answers(server)) ? true : undefined), START_MS);
}
