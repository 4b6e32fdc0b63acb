/**
 * Uploads the piece to a running Activepieces and runs all of it there, against the stand-in.
 *
 *   AP_EMAIL=… AP_PASSWORD=… npm run -s drive:activepieces -- http://localhost:8080 [address of this machine]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandIn } from '../../../stand-in/index.ts';
import { packPiece } from '../pack.ts';
import { drive } from './drive.ts';
import { logIn } from './server.ts';

const [url, ownAddress] = process.argv.slice(2);
const { AP_EMAIL: email, AP_PASSWORD: password } = process.env;
if (url === undefined || email === undefined || password === undefined) {
  process.stderr.write(
    'Give the address of the server, and AP_EMAIL and AP_PASSWORD of a platform admin in the environment.\n',
  );
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'piece-'));
const standIn = await startStandIn({ timing: { queuedMs: 200, processingMs: 2_000 } });
const apiUrl = ownAddress === undefined ? standIn.url : standIn.url.replace('127.0.0.1', ownAddress);
try {
  process.stdout.write('| what | result | seconds | seen |\n| --- | --- | --- | --- |\n');
  const rows = await drive({
    server: await logIn(url, email, password),
    archive: packPiece(folder),
    standIn,
    apiUrl,
    limitMs: 60_000,
    onRow: ({ name, result, seconds, seen }) =>
      process.stdout.write(`| ${name} | ${result} | ${seconds.toFixed(1)} | ${seen.slice(0, 120)} |\n`),
  });
  process.exitCode = rows.every(({ result }) => result === 'ok') ? 0 : 1;
} finally {
  await standIn.close();
  rmSync(folder, { recursive: true, force: true });
}
