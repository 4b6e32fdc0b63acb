import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isRequirable, type Packed } from './pack.ts';

/**
 * Installs each tarball alone, with the dependencies it declares and no others, and imports every door of it. Resolves
 * with what went wrong.
 */
export async function checkConsumers(folder: string, packages: readonly Packed[]): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const consumed of packages) {
    const home = join(folder, 'consumers', slug(consumed.name));
    installConsumer(home, withDependencies(consumed, packages));
    linkPackages(home, othersOf(consumed, packages), packages);
    const doors = doorsOf(consumed);
    for (const { specifier, cjs } of doors) {
      failures.push(...(await load(home, `${slug(specifier)}.mjs`, `const door = await import('${specifier}');`)));
      if (cjs) failures.push(...(await load(home, `${slug(specifier)}.cjs`, `const door = require('${specifier}');`)));
    }
    failures.push(...checkPrograms(home, consumed));
    const isTyped = consumed.manifest.n8n === undefined;
    if (isTyped) failures.push(...(await compile(home, consumed, doors)));
    process.stdout.write(
      `Consumer of ${consumed.name}: ${doors.map(({ cjs }) => (cjs ? 'import, require' : 'import')).join('; ')}${isTyped ? `; compiled by ${COMPILERS.map(({ name }) => name).join(' and ')}` : ''}\n`,
    );
  }
  return failures;
}

/** A package and the packages of this repository that it needs. All others come from the registry. */
function withDependencies(consumed: Packed, packages: readonly Packed[]): readonly Packed[] {
  const needed = Object.keys(consumed.manifest.dependencies ?? {});
  return [
    consumed,
    ...packages.filter(({ name }) => needed.includes(name)).flatMap((packed) => withDependencies(packed, packages)),
  ];
}

/** Unpacks tarballs into the `node_modules` of an empty project. */
export function installConsumer(home: string, packages: readonly Packed[]): void {
  for (const { name, tarball } of packages) {
    const place = join(home, 'node_modules', name);
    mkdirSync(place, { recursive: true });
    execFileSync('tar', ['xzf', tarball, '-C', place, '--strip-components=1']);
  }
  linkPackages(home, ['@types/node', 'undici-types'], packages);
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
}

/** Links packages that are not from this repository, as if they were installed. */
export function linkPackages(home: string, names: readonly string[], packages: readonly Packed[]): void {
  for (const name of names.filter((one) => !packages.some((packed) => packed.name === one))) {
    const place = join(home, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    // Windows lets everybody make a junction, and only administrators a link.
    if (!existsSync(place)) symlinkSync(resolve('node_modules', name), place, 'junction');
  }
}

/** Names of the packages that the host brings, and of those that would come from the registry. */
export function othersOf(consumed: Packed, packages: readonly Packed[]): readonly string[] {
  const ours = withDependencies(consumed, packages);
  return ours.flatMap(({ manifest }) => Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }));
}

interface Door {
  readonly specifier: string;
  /** Whether it can be required; every door can be imported. */
  readonly cjs: boolean;
}

const PROOF = `const names = Object.keys(door.default ?? door);\nif (names.length === 0) throw new Error('It exports nothing.');\n`;

function doorsOf({ name, manifest }: Packed): readonly Door[] {
  const { exports, n8n } = manifest;
  if (n8n !== undefined) {
    return [...n8n.nodes, ...n8n.credentials].map((path) => ({ specifier: `${name}/${path}`, cjs: true }));
  }
  if (exports === undefined || typeof exports === 'string') {
    return [{ specifier: name, cjs: isRequirable(manifest, exports) }];
  }
  return Object.entries(exports)
    .filter(([path]) => !path.endsWith('.json'))
    .map(([path, conditions]) => ({ specifier: name + path.slice(1), cjs: isRequirable(manifest, conditions) }));
}

const slug = (name: string): string => name.replace(/\W+/g, '-');

async function load(home: string, file: string, opening: string): Promise<readonly string[]> {
  const path = join(home, file);
  await writeFile(path, `${opening}\n${PROOF}`);
  const { status, stderr } = spawnSync(process.execPath, [path], { cwd: dirname(path), encoding: 'utf8' });
  return status === 0
    ? []
    : [
        `${file}: ${
          stderr
            .trim()
            .split('\n')
            .find((line) => /^\w*Error\b/.test(line)) ?? stderr
        }`,
      ];
}

/** Each program of the package prints its help. */
const checkPrograms = (home: string, { name, manifest }: Packed): readonly string[] =>
  Object.entries(manifest.bin ?? {}).flatMap(([program, file]) => {
    const path = join(home, 'node_modules', name, file);
    const { status, stdout, stderr } = spawnSync(process.execPath, [path, '--help'], { encoding: 'utf8' });
    return status === 0 && stdout.includes(program) ? [] : [`${program} --help: ${stderr || stdout}`];
  });

type Resolution = 'node16' | 'nodenext' | 'bundler' | 'node10';

export interface Compiler {
  readonly name: string;
  readonly bin: string;
  /** The module resolutions that it knows. */
  readonly resolutions: readonly Resolution[];
  readonly flags: (resolution: Resolution) => readonly string[];
}

/** The two that people have: the last one in JavaScript, and the native one, which no longer knows node10. */
export const COMPILERS: readonly Compiler[] = [
  {
    name: 'TypeScript 6',
    bin: resolve('node_modules/.bin/tsc6'),
    resolutions: ['node16', 'bundler', 'node10'],
    flags: (resolution) => (resolution === 'node10' ? ['--ignoreDeprecations', '6.0'] : []),
  },
  {
    name: 'TypeScript 7',
    bin: resolve('node_modules/.bin/tsc'),
    resolutions: ['node16', 'nodenext', 'bundler'],
    flags: () => [],
  },
];

export const STRICT: readonly string[] = [
  ['--noEmit', '--strict'],
  ['--target', 'es2022'],
  ['--lib', 'es2023,dom,dom.asynciterable'],
  ['--types', 'node'],
].flat();

const RESOLUTIONS = [
  { module: 'node16', resolution: 'node16' },
  { module: 'esnext', resolution: 'bundler' },
  { module: 'commonjs', resolution: 'node10' },
] as const;

/** A user's program against the published types. */
async function compile(home: string, { name, manifest }: Packed, doors: readonly Door[]): Promise<readonly string[]> {
  const imports = doors.map(({ specifier }, at) => `import * as door${at} from '${specifier}';\nvoid door${at};`);
  await writeFile(join(home, 'index.ts'), `${imports.join('\n')}\n${PROGRAMS[name] ?? ''}`);
  const failures: string[] = [];
  for (const { module, resolution } of RESOLUTIONS) {
    // A package that only a host loads, such as an app, is not for projects without `exports`.
    if (resolution === 'node10' && manifest.typesVersions === undefined) continue;
    for (const { name: compiler, bin, flags } of COMPILERS.filter(({ resolutions }) =>
      resolutions.includes(resolution),
    )) {
      const { status, stdout } = spawnSync(
        bin,
        [...STRICT, ...flags(resolution), '--module', module, '--moduleResolution', resolution, 'index.ts'],
        { cwd: home, encoding: 'utf8' },
      );
      if (status !== 0) failures.push(`${name}: ${compiler} (${resolution}): ${stdout.trim()}`);
    }
  }
  return failures;
}

const PROGRAMS: Readonly<Record<string, string>> = {
  '@aai-connectors/core': `
import { createClient, isAssemblyAIError, type Transcript } from '@aai-connectors/core/node';

export async function firstSpeaker(path: string): Promise<string | undefined> {
  const client = createClient({ apiKey: 'key', region: 'eu' });
  try {
    const transcript: Transcript = await client.transcribe(path, { speaker_labels: true }, { signal: AbortSignal.timeout(1_000) });
    return transcript.utterances?.[0]?.speaker;
  } catch (error) {
    if (isAssemblyAIError(error) && error.transcriptId !== undefined) await client.resume(error.transcriptId);
    throw error;
  }
}
`,
  '@aai-connectors/langchain': `
import { AssemblyAILoader, AudioTranscriptLoader, createTranscribeTool, TranscriptRetriever } from '@aai-connectors/langchain';
import { fileStore } from '@aai-connectors/langchain/node';
import type { BaseDocumentLoader } from '@langchain/core/document_loaders/base';
import type { Document } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { BaseRetrieverInterface } from '@langchain/core/retrievers';
import type { StructuredToolInterface } from '@langchain/core/tools';

export async function ingest(add: (documents: Document[]) => Promise<void>): Promise<void> {
  const loader = new AssemblyAILoader({
    sources: ['./a.mp3', new URL('https://example.com/b.mp3'), { transcriptId: 'id', metadata: { title: 'T' } }],
    unit: 'words',
    window: { seconds: 30, overlap: 5 },
    params: { speaker_labels: true, language_code: null, extra: { not_known_here: 1 } },
    store: fileStore('./store.jsonl'),
    onError: 'collect',
  });
  for await (const document of loader.lazyLoad()) await add([document]);
  for (const { source, error } of loader.failures) console.error(source, error.message);
  const stored = new AssemblyAILoader({ source: './a.mp3', store: new Map<string, string>() });
  const [first] = await stored.load();
  const start: number | undefined = first?.metadata.start_ms;
  void start;
}

export const loader: BaseDocumentLoader = new AudioTranscriptLoader({ audio: './a.mp3', punctuate: false }, { apiKey: 'key' });
export const tool: StructuredToolInterface = createTranscribeTool({ apiKey: 'key' });
export const retriever = (embeddings: EmbeddingsInterface): BaseRetrieverInterface =>
  new TranscriptRetriever({ transcripts: ['id'], embeddings, apiKey: 'key' });
`,
};
