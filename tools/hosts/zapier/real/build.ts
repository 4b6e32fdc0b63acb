/**
 * Builds the zip for Zapier, runs its content under the platform's version of Node, and compares its first run with that
 * of the smallest app.
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
import { bundledPackages, withoutLicense } from './licenses.ts';
import { coldStarts, ratio } from './cold-start.ts';
import { BUNDLE } from './bundle-platform.ts';
import { LICENSES, packageApp, packageSmallest } from './package.ts';

const LIMIT_BYTES = 700_000;
/** Longest first run, compared with the smallest app as the CLI packs it. */
const LIMIT_RATIO = 1.3;
/** Processes for each app whose first run is measured. */
const ROUNDS = 15;
const PROBE = new URL('./probe.mjs', import.meta.url).pathname;

const { build, source } = await packageApp();
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
let isFast = false;
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
  const app = unpack(build, 'app');
  const packages = bundledPackages(readFileSync(join(app, 'node_modules/zapier-platform-core', BUNDLE), 'utf8'));
  const unlicensed = withoutLicense(packages, readFileSync(join(app, LICENSES), 'utf8'));
  if (unlicensed.length > 0) throw new Error(`The zip lacks the licenses of ${unlicensed.join(', ')}.`);
  process.stdout.write(`licenses: ${LICENSES} has those of all ${packages.length} packages in the zip\n`);
  const settings = {
    api: standIn.url,
    key: standIn.keys[0],
    audio: standIn.audio['jfk'],
    callback: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
  };
  const output = await new Promise<string>((resolve, reject) => {
    execFile(node, [PROBE, app, JSON.stringify(settings)], (error, stdout, stderr) =>
      error === null ? resolve(stdout) : reject(new Error(`${stdout}\n${stderr}`)),
    );
  });
  process.stdout.write(output);
  isFast = await compareFirstRuns(app, settings);
} finally {
  receiver.close();
  receiver.closeAllConnections();
  await standIn.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = isSmall && isFast ? 0 : 1;

/** The first step of the app, which sends a request, compared with one that only returns a value. */
async function compareFirstRuns(
  app: string,
  { api, key, audio, callback }: Readonly<Record<'api' | 'key' | 'audio' | 'callback', string | undefined>>,
): Promise<boolean> {
  const perform = (action: string): string => `creates.${action}.operation.perform`;
  const event = {
    command: 'execute',
    method: perform('transcribe'),
    environment: { ASSEMBLYAI_BASE_URL: api },
    callback_url: callback,
    bundle: { authData: { api_key: key, region: 'us' }, inputData: { audio_url: audio }, meta: {} },
  };
  const smallest = { command: 'execute', method: perform('one'), bundle: {} };
  const [packed, oneFile] = [
    await packageSmallest(join(folder, 'packed-zips'), { bundled: false }),
    await packageSmallest(join(folder, 'one-file-zips'), { bundled: true }),
  ];
  const [own, asPacked, asOneFile] = await coldStarts(
    node!,
    [
      { name: 'the app', folder: app, event },
      { name: 'the smallest app', folder: unpack(packed.build, 'packed'), event: smallest },
      { name: 'the smallest app, platform in one file', folder: unpack(oneFile.build, 'one-file'), event: smallest },
    ],
    ROUNDS,
  );
  for (const { name, wallMs, processorMs, loadMs } of [own!, asPacked!, asOneFile!]) {
    const processor = `${processorMs.toFixed(0)} ms of the processor (${loadMs.toFixed(0)} ms loading)`;
    process.stdout.write(
      `first run of ${name}: ${wallMs.toFixed(0)} ms, ${processor}, median of ${ROUNDS} processes\n`,
    );
  }
  const found = ratio(own!, asPacked!);
  process.stdout.write(`cold start: ${found.toFixed(2)} times the smallest app, limit ${LIMIT_RATIO}\n`);
  process.stdout.write(
    `cold start: ${ratio(own!, asOneFile!).toFixed(2)} times the smallest app, platform in one file\n`,
  );
  return found <= LIMIT_RATIO;
}

/** Unpacks a zip into a folder with this name. @returns the folder */
function unpack(zip: string, name: string): string {
  const into = join(folder, name);
  for (const [file, content] of Object.entries(unzipSync(readFileSync(zip)))) {
    if (file.endsWith('/')) continue;
    mkdirSync(dirname(join(into, file)), { recursive: true });
    writeFileSync(join(into, file), content);
  }
  return into;
}
