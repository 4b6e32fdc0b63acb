import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const URL_OF_REPOSITORY = 'https://github.com/aai-connectors/aai-connectors';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
}

const read = <T>(path: string): T => JSON.parse(readFileSync(ROOT + path, 'utf8')) as T;
const paths = globSync('packages/*/package.json', { cwd: ROOT }).sort();

/** What the search of each marketplace or registry looks for. */
const KEYWORDS: Readonly<Record<string, string>> = {
  '@aai-connectors/core': 'assemblyai',
  '@aai-connectors/langchain': 'langchain',
  '@aai-connectors/n8n-nodes-assemblyai': 'n8n-community-node-package',
  '@aai-connectors/piece-assemblyai': 'activepieces',
  '@aai-connectors/zapier-assemblyai': 'zapier',
};

describe.each(paths)('%s', (path) => {
  const manifest = read<Manifest>(path);
  const folder = path.replace('/package.json', '');

  it('leads to the repository and to the folder, as provenance requires', () =>
    expect(manifest).toMatchObject({
      repository: { type: 'git', url: `git+${URL_OF_REPOSITORY}.git`, directory: folder },
      homepage: `${URL_OF_REPOSITORY}/tree/main/${folder}#readme`,
      bugs: { url: `${URL_OF_REPOSITORY}/issues` },
      author: { name: expect.any(String) as string },
      license: 'MIT',
    }));

  it('says which Node it runs on', () =>
    expect(manifest).toMatchObject({ engines: { node: expect.stringMatching(/^>=2[02]$/) as string } }));

  it('is public on npm, or private', () => {
    if (manifest.private === true) expect(manifest).not.toHaveProperty('publishConfig');
    else expect(manifest).toMatchObject({ publishConfig: { access: 'public' } });
  });

  it('has the keyword of its marketplace', () =>
    expect(manifest.keywords).toEqual(expect.arrayContaining(['assemblyai', KEYWORDS[manifest.name]])));

  it('publishes no source map, which would have paths of a machine', () =>
    expect(globSync(`${folder}/dist/**/*.map`, { cwd: ROOT })).toEqual([]));
});

describe('All packages', () => {
  it('have one version, and pin each other', () => {
    const manifests = globSync('{packages,tools,tools/hosts}/*/package.json', { cwd: ROOT }).map((path) =>
      read<Manifest>(path),
    );
    const versions = new Set(manifests.map(({ version }) => version));
    expect(versions.size).toBe(1);
    const inner = manifests.flatMap(({ dependencies = {} }) =>
      Object.entries(dependencies).filter(([name]) => name.startsWith('@aai-connectors/')),
    );
    expect(new Set(inner.map(([, range]) => range))).toEqual(versions);
  });
});
