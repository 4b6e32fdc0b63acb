import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '../page.ts';
import { pathIn, textOf } from '../repository.ts';

const GROUP = 'API reference';
const FOLDER = 'docs/reference';

/** A package whose doc comments become pages. */
interface Documented {
  readonly folder: string;
  /** Segment of the address. */
  readonly slug: string;
  readonly title: string;
}

const PACKAGES: readonly Documented[] = [
  { folder: 'packages/core', slug: 'core', title: '@aai-connectors/core' },
  { folder: 'packages/langchain-loader', slug: 'langchain', title: '@aai-connectors/langchain' },
];

/** Pages of the API reference, from the doc comments of the packages for programs. */
export async function referencePages(): Promise<readonly Page[]> {
  const parts = await Promise.all(PACKAGES.map(pagesOf));
  return [overview(), ...parts.flat()];
}

const overview = (): Page => ({
  path: FOLDER,
  title: 'API reference',
  description: 'Every function, class and type of the packages for programs, from their doc comments.',
  section: 'docs',
  group: GROUP,
  markdown: [
    'Made from the doc comments of the source, which your editor shows too.',
    '',
    ...PACKAGES.map(({ slug, title }) => `- [\`${title}\`](/${FOLDER}/${slug})`),
  ].join('\n'),
});

/** Runs typedoc in a separate process, so that the rest of the build continues. */
async function pagesOf({ folder, slug, title }: Documented): Promise<readonly Page[]> {
  const out = await mkdtemp(join(tmpdir(), 'aai-reference-'));
  try {
    const require = createRequire(import.meta.url);
    const program = join(dirname(require.resolve('typedoc/package.json')), 'bin/typedoc');
    const modules = modulesOf(folder, title);
    const tsconfig = join(out, 'tsconfig.json');
    await writeFile(tsconfig, JSON.stringify(projectOf(folder)));
    const options = {
      entryPoints: modules.map(({ file }) => pathIn(`${folder}/${file}`)),
      tsconfig,
      basePath: pathIn(`${folder}/src`),
      plugin: 'typedoc-plugin-markdown',
      outputFileStrategy: 'members',
      out: join(out, 'pages'),
      name: title,
      readme: 'none',
      disableSources: true,
      hidePageHeader: true,
      hideBreadcrumbs: true,
      excludePrivate: true,
      excludeInternal: true,
      skipErrorChecking: true,
      logLevel: 'Error',
    };
    await promisify(execFile)(process.execPath, [program, ...argumentsOf(options)], { maxBuffer: 2 ** 26 });
    const names = new Map(modules.map(({ name, specifier }) => [`${FOLDER}/${slug}/${name}`, specifier]));
    return globSync('**/*.md', { cwd: join(out, 'pages') })
      .map((file) => file.replaceAll('\\', '/'))
      .toSorted()
      .map((file) => pageOf(file, readFileSync(join(out, 'pages', file), 'utf8'), { slug, title, names }));
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** All source files of a package, those for Node included. */
const projectOf = (folder: string): object => ({
  extends: pathIn(`${folder}/tsconfig.lib.json`),
  compilerOptions: {
    composite: false,
    noEmit: true,
    types: ['node'],
    typeRoots: [pathIn('node_modules/@types')],
    rootDir: pathIn('.'),
  },
  include: [pathIn(`${folder}/src/**/*.ts`)],
  exclude: [],
});

const argumentsOf = (options: Readonly<Record<string, string | boolean | readonly string[]>>): readonly string[] =>
  Object.entries(options).flatMap(([name, value]) => [value].flat().flatMap((one) => [`--${name}`, String(one)]));

/** An entry point of a package. */
interface Module {
  /** What a program imports, such as `@aai-connectors/core/web`. */
  readonly specifier: string;
  readonly file: string;
  /** What typedoc calls it, such as `web`. */
  readonly name: string;
}

function modulesOf(folder: string, title: string): readonly Module[] {
  const { exports } = JSON.parse(textOf(`${folder}/package.json`)) as {
    readonly exports: Readonly<Record<string, string | { readonly '@aai-connectors/source'?: string }>>;
  };
  return Object.entries(exports).flatMap(([subpath, entry]) => {
    const source = typeof entry === 'string' ? undefined : entry['@aai-connectors/source'];
    if (source === undefined) return [];
    const file = source.replace('./', '');
    const name = file.replace('src/', '').replace(/(?:\/index)?\.ts$/, '');
    return [{ specifier: `${title}${subpath.slice(1)}`, file, name }];
  });
}

/** How the pages of a package are named. */
export interface Naming extends Pick<Documented, 'slug' | 'title'> {
  /** Titles of the pages of entry points, by their addresses. */
  readonly names: ReadonlyMap<string, string>;
}

/** @param file path in the output of typedoc, below the folder of the entry point */
export function pageOf(file: string, text: string, { slug, title, names }: Naming): Page {
  const path = addressOf(file, slug);
  const isRoot = path === `${FOLDER}/${slug}`;
  const heading = names.get(path) ?? /^# (.+)$/m.exec(text)?.[1] ?? title;
  const body = text.replace(/^# .+\n+/m, '').replaceAll(LINK, (_, words: string, target: string, hash = '') => {
    const address = addressOf(posix.normalize(posix.join(posix.dirname(file), target)), slug);
    return `[${names.get(address) ?? words}](/${address}${hash})`;
  });
  const name = heading.replaceAll('\\', '').replaceAll('`', '');
  return {
    path,
    title: isRoot ? title : name,
    description: isRoot ? `All exports of ${title}.` : `${name}, in ${title}.`,
    section: 'docs',
    group: GROUP,
    isListed: isRoot,
    markdown: body,
    // Whole pages of the reference would make the index several times as large.
    searchText: summaryOf(body),
  };
}

const LINK = /\[((?:[^[\]]|\[[^\]]*\])*)\]\((?!https?:|#)([^)#\s]+\.md)(#[^)\s]*)?\)/g;

function addressOf(file: string, slug: string): string {
  const path = file.replace(/(?:^|\/)README\.md$/, '').replace(/\.md$/, '');
  return path === '' ? `${FOLDER}/${slug}` : `${FOLDER}/${slug}/${path}`;
}

/** The first paragraph of prose after the signature. */
const summaryOf = (body: string): string =>
  body
    .split(/\n\n+/)
    .find((part) => /^[A-Z]/.test(part))
    ?.slice(0, 300) ?? '';
