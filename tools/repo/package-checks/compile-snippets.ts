import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asCommonJs } from './common-js.ts';
import { COMPILERS, type Compiler, installConsumer, linkPackages, othersOf, STRICT } from './consumer.ts';
import type { Packed } from './pack.ts';
import type { Snippet } from './snippets.ts';

/** How a reader's project finds packages, and which kind of module its files are. */
interface Project {
  readonly resolution: 'node16' | 'nodenext' | 'bundler' | 'node10';
  readonly modules: 'esm' | 'cjs';
  readonly module: string;
  readonly extension: '.mts' | '.cts' | '.ts';
}

const PROJECTS: readonly Project[] = [
  { resolution: 'node16', modules: 'esm', module: 'node16', extension: '.mts' },
  { resolution: 'node16', modules: 'cjs', module: 'node16', extension: '.cts' },
  { resolution: 'nodenext', modules: 'esm', module: 'nodenext', extension: '.mts' },
  { resolution: 'nodenext', modules: 'cjs', module: 'nodenext', extension: '.cts' },
  { resolution: 'bundler', modules: 'esm', module: 'esnext', extension: '.ts' },
  { resolution: 'bundler', modules: 'cjs', module: 'preserve', extension: '.cts' },
  { resolution: 'node10', modules: 'esm', module: 'esnext', extension: '.ts' },
  { resolution: 'node10', modules: 'cjs', module: 'commonjs', extension: '.ts' },
];

export interface Compiled {
  readonly project: string;
  /** What the compiler refuses, by page and line. */
  readonly failures: readonly string[];
}

/**
 * Compiles snippets against the packages as published, under each module resolution, as ES modules and as CommonJS.
 *
 * @param snippets programs that stand alone
 */
export function* compileSnippets(
  folder: string,
  packages: readonly Packed[],
  snippets: readonly Snippet[],
): Generator<Compiled> {
  const home = join(folder, 'snippets');
  installConsumer(home, packages);
  const others = packages.flatMap((packed) => othersOf(packed, packages));
  linkPackages(home, [...others, ...snippets.flatMap(({ code }) => importsOf(code))], packages);
  for (const project of PROJECTS) {
    const named = snippets.map((snippet, at) => ({ snippet, file: `snippet${at}${project.extension}` }));
    const place = join(home, `${project.resolution}-${project.modules}`);
    mkdirSync(place);
    for (const { file, snippet } of named) {
      const code = project.modules === 'esm' ? snippet.code : asCommonJs(snippet.code);
      writeFileSync(join(place, file), `${code}\nexport {};\n`);
    }
    for (const compiler of COMPILERS.filter(({ resolutions }) => resolutions.includes(project.resolution))) {
      const files = new Map(named.map(({ file, snippet }) => [file, snippet]));
      const name = `${project.modules === 'esm' ? 'ES modules' : 'CommonJS'}, ${project.resolution}, ${compiler.name}`;
      yield { project: name, failures: compile(place, project, compiler, files) };
    }
  }
}

/** Names of the packages that a program imports. */
const importsOf = (code: string): readonly string[] =>
  [...code.matchAll(/^(?:import|\}).*? from '((?:@[^/']+\/)?[^/']+)/gm)].map(([, name]) => name!);

const MESSAGE = /^(?:.*\/)?(snippet\d+\.[cm]?ts)\((\d+),\d+\): (.*)$/;

function compile(
  place: string,
  { module, resolution }: Project,
  { bin, flags }: Compiler,
  files: ReadonlyMap<string, Snippet>,
): readonly string[] {
  const { status, stdout, stderr } = spawnSync(
    bin,
    [
      ...[
        ...STRICT,
        ...flags(resolution),
        '--skipLibCheck',
        '--noUncheckedIndexedAccess',
        '--exactOptionalPropertyTypes',
      ],
      ...['--module', module, '--moduleResolution', resolution],
      ...files.keys(),
    ],
    { cwd: place, encoding: 'utf8' },
  );
  if (status === 0) return [];
  return (stdout + stderr)
    .trim()
    .split('\n')
    .map((line) => {
      const [, file = '', at = '', message = ''] = MESSAGE.exec(line) ?? [];
      const snippet = files.get(file);
      return snippet === undefined ? line : `${snippet.page}, line ${snippet.line + Number(at) - 1}: ${message}`;
    });
}
