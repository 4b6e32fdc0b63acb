/**
 * Builds the zip for Zapier, and runs its content under the platform's version of Node.
 *
 *   npm run -s zapier:build
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { unzipSync } from 'fflate';
import { olderNode } from '@aai-connectors/runtimes/nodes';
import { startStandIn } from '@aai-connectors/stand-in';
import { packageApp } from './package.ts';

const LIMIT_BYTES = 1_000_000;
const PROBE = new URL('./probe.mjs', import.meta.url).pathname;

const { build, source } = packageApp();
for (const zip of [build, source]) {
  process.stdout.write(`${relative(process.cwd(), zip)}: ${(statSync(zip).size / 1000).toFixed(0)} kB\n`);
}
const isSmall = statSync(build).size < LIMIT_BYTES;
if (!isSmall) process.stdout.write(`The zip is larger than ${LIMIT_BYTES / 1000} kB.\n`);

const node = olderNode('node-22');
if (node === undefined)
  throw new Error('The platform runs on Node 22, which the registry does not have for this machine.');
const folder = mkdtempSync(join(tmpdir(), 'zapier-zip-'));
const standIn = await startStandIn({ timing: { queuedMs: 20, processingMs: 200 } });
const calls: string[] = [];
const receiver = createServer((request, response) => {
  let body = '';
  request.on('data', (piece: Buffer) => (body += piece.toString()));
  request.on('end', () => {
    if (request.method === 'POST') calls.push(JSON.stringify({ body, headers: request.headers }));
    response.end(request.method === 'GET' ? (calls.at(-1) ?? '') : '{}');
  });
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
try {
  unpack(build, folder);
  const settings = {
    api: standIn.url,
    key: standIn.keys[0],
    audio: standIn.audio['jfk'],
    callback: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
  };
  const output = await new Promise<string>((resolve, reject) => {
    execFile(node, [PROBE, folder, JSON.stringify(settings)], (error, stdout, stderr) =>
      error === null ? resolve(stdout) : reject(new Error(`${stdout}\n${stderr}`)),
    );
  });
  process.stdout.write(output);
} finally {
  receiver.close();
  receiver.closeAllConnections();
  await standIn.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = isSmall ? 0 : 1;

function unpack(zip: string, into: string): void {
  for (const [name, content] of Object.entries(unzipSync(readFileSync(zip)))) {
    if (name.endsWith('/')) continue;
    mkdirSync(dirname(join(into, name)), { recursive: true });
    writeFileSync(join(into, name), content);
  }
}
