/**
 * Uses each packed package as its users do: from an empty project, on every supported Node, as an ES module and as
 * CommonJS, and in a bundle in a browser and a worker. Needs a build.
 *
 *   npx nx consumers repo
 *   npx nx consumers repo -- --node PATH --packages core,langchain    on one Node, without a browser
 */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs, promisify } from 'node:util';
import { packPiece } from '@aai-connectors/host-activepieces/emulator';
import { run } from '@aai-connectors/runtimes/run';
import { recordingPath, startStandIn } from '@aai-connectors/stand-in';
import { installConsumer, linkPackages, othersOf } from '../../package-checks/consumer.ts';
import { type Packed, packAll } from '../../package-checks/pack.ts';
import { isInRange, type Node, nodeAt, supportedNodes } from './nodes.ts';
import { BUNDLED, BUNDLED_RESULT, fileOf, type Input, type Program, PROGRAMS } from './programs.ts';

const { values } = parseArgs({ options: { node: { type: 'string' }, packages: { type: 'string' } } });

/** Longest time for a program, ms. */
const LIMIT_MS = 60_000;

const wanted = values.packages?.split(',').map((name) => `@aai-connectors/${name}`);
const nodes: readonly Node[] = values.node === undefined ? supportedNodes() : [nodeAt(values.node)];
const programs = PROGRAMS.filter(({ name }) => wanted?.includes(name) !== false);
const folder = mkdtempSync(join(tmpdir(), 'aai-consumers-'));
const standIn = await startStandIn({ timing: { queuedMs: 10, processingMs: 20 } });
const recording = join(folder, 'recording.wav');
copyFileSync(recordingPath('jfk.wav'), recording);
const input: Input = { base: standIn.url, apiKey: standIn.keys[0]!, recording };
let runs = 0;
const failures: string[] = [];
const line = (text: string): void => void process.stdout.write(`${text}\n`);

function report(what: string, result: unknown, expected: unknown): void {
  runs++;
  const isFine = isDeepStrictEqual(result, expected);
  line(`${isFine ? 'ok    ' : 'FAILED'} ${what}`);
  if (isFine) return;
  failures.push(what);
  line(`  ${result instanceof Error ? result.message : JSON.stringify(result)}`);
}

try {
  const packages = [...packed(), ...(wanted === undefined ? [piece()] : [])];
  for (const program of programs) {
    const own = packages.find(({ name }) => name === program.name)!;
    const home = install(own, packages);
    for (const node of nodes.filter((one) => isInRange(one, own.manifest.engines?.node))) {
      for (const modules of program.modules) {
        report(
          `${program.name}, Node ${node.version}, ${modules}`,
          await onNode(program, modules, node, home),
          program.expected,
        );
      }
    }
  }
  if (values.node === undefined && wanted === undefined) {
    const home = install(
      packages.find(({ name }) => name === '@aai-connectors/langchain')!,
      packages,
    );
    writeFileSync(join(home, 'bundled.mjs'), BUNDLED);
    const code = "import { main } from './bundled.mjs';";
    for (const runtime of ['chromium', 'workerd'] as const) {
      const result = await run<Input, unknown>(runtime, { code, folder: home }, input).catch((error: unknown) => error);
      report(`core and LangChain in a bundle, ${runtime}`, result, BUNDLED_RESULT);
    }
  }
} finally {
  await standIn.close();
  rmSync(folder, { recursive: true, force: true });
}
line(`Consumers: ${runs} runs, ${failures.length} failed`);
process.exitCode = failures.length === 0 && runs > 0 ? 0 : 1;

function packed(): readonly Packed[] {
  const into = join(folder, 'tarballs');
  mkdirSync(into);
  return packAll(into);
}

/** The archive of the piece, whose folder is laid out as if it were a package. */
function piece(): Packed {
  const { file, name, version } = packPiece(join(folder, 'piece'));
  return { name, version, tarball: file, manifest: { name, version, engines: { node: '>=20' } }, files: 0, bytes: 0 };
}

function install(own: Packed, packages: readonly Packed[]): string {
  const home = join(folder, 'projects', own.name.replace(/\W+/g, '-'));
  mkdirSync(home, { recursive: true });
  const needed = packages.filter(({ name }) => name === own.name || own.manifest.dependencies?.[name] !== undefined);
  installConsumer(home, needed);
  linkPackages(home, othersOf(own, packages), packages);
  return home;
}

async function onNode(
  program: Program,
  modules: Program['modules'][number],
  node: Node,
  home: string,
): Promise<unknown> {
  const file = join(home, modules === 'ESM' ? 'program.mjs' : 'program.cjs');
  writeFileSync(file, fileOf(program, modules));
  try {
    const { stdout } = await promisify(execFile)(node.program, [file, JSON.stringify(input)], {
      cwd: home,
      timeout: LIMIT_MS,
    });
    return JSON.parse(stdout) as unknown;
  } catch (error) {
    return error;
  }
}
