import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Packed } from './pack.ts';

/** Installs the tarballs as npm would and imports every door of every package. Resolves with what went wrong. */
export async function checkConsumers(folder: string, packages: readonly Packed[]): Promise<readonly string[]> {
  const home = join(folder, 'consumer');
  for (const { name, tarball } of packages) {
    const place = join(home, 'node_modules', name);
    await mkdir(place, { recursive: true });
    execFileSync('tar', ['xzf', tarball, '-C', place, '--strip-components=1']);
  }
  await mkdir(join(home, 'node_modules/@types'), { recursive: true });
  await symlink(resolve('node_modules/@types/node'), join(home, 'node_modules/@types/node'));
  await symlink(resolve('node_modules/undici-types'), join(home, 'node_modules/undici-types'));
  await writeFile(join(home, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));

  const doors = packages.flatMap(doorsOf);
  const failures: string[] = [];
  for (const door of doors) {
    if (door.esm)
      failures.push(
        ...(await load(home, `${slug(door)}.mjs`, `const door = await import('${door.specifier}');\n${PROOF}`)),
      );
    if (door.cjs)
      failures.push(...(await load(home, `${slug(door)}.cjs`, `const door = require('${door.specifier}');\n${PROOF}`)));
  }
  failures.push(...(await compile(home, doors)));
  const kinds = doors.reduce((sum, { esm, cjs }) => sum + Number(esm) + Number(cjs), 0);
  process.stdout.write(
    `Consumer: ${doors.length} doors in ${kinds} kinds of module, compiled for node16 and bundler\n`,
  );
  return failures;
}

interface Door {
  readonly specifier: string;
  readonly esm: boolean;
  readonly cjs: boolean;
}

const PROOF = `const names = Object.keys(door.default ?? door);\nif (names.length === 0) throw new Error('It exports nothing.');\n`;

function doorsOf({ name, manifest }: Packed): readonly Door[] {
  const { exports, type } = manifest;
  if (exports === undefined || typeof exports === 'string') {
    return [{ specifier: name, esm: true, cjs: type !== 'module' }];
  }
  return Object.entries(exports)
    .filter(([path]) => !path.endsWith('.json'))
    .map(([path, conditions]) => ({
      specifier: name + path.slice(1),
      esm: true,
      cjs: type !== 'module' || JSON.stringify(conditions).includes('"require"'),
    }));
}

const slug = ({ specifier }: Door): string => specifier.replace(/\W+/g, '-');

async function load(home: string, file: string, code: string): Promise<readonly string[]> {
  const path = join(home, file);
  await writeFile(path, code);
  const { status, stderr } = spawnSync(process.execPath, [path], { cwd: dirname(path), encoding: 'utf8' });
  return status === 0
    ? []
    : [
        `${file}: ${
          stderr
            .trim()
            .split('\n')
            .find((line) => /Error/.test(line)) ?? stderr
        }`,
      ];
}

/** A user's program against the published types. */
async function compile(home: string, doors: readonly Door[]): Promise<readonly string[]> {
  const imports = doors
    .filter(({ esm }) => esm)
    .map(({ specifier }, at) => `import * as door${at} from '${specifier}';\nvoid door${at};`);
  await writeFile(join(home, 'index.ts'), `${imports.join('\n')}\n${PROGRAM}`);
  const failures: string[] = [];
  for (const [module, resolution] of [
    ['node16', 'node16'],
    ['esnext', 'bundler'],
  ] as const) {
    const options = [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--lib',
      'es2023,dom,dom.asynciterable',
      '--types',
      'node',
    ];
    const { status, stdout } = spawnSync(
      resolve('node_modules/.bin/tsc'),
      [...options, '--module', module, '--moduleResolution', resolution, 'index.ts'],
      { cwd: home, encoding: 'utf8' },
    );
    if (status !== 0) failures.push(`tsc (${resolution}): ${stdout.trim()}`);
  }
  return failures;
}

const PROGRAM = `
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
`;
