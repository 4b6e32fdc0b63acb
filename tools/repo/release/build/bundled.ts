import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type InlineConfig, type TsdownPlugin } from 'tsdown';

/**
 * Folders of the packages whose code is in the bundle of a package. It builds the bundle again and compares it with
 * `dist`, because the list must be that of the bytes that ship.
 *
 * @param home folder of the built package
 * @throws Error if `dist` is another bundle
 */
export async function bundledIn(home: string): Promise<readonly string[]> {
  const [config] = globSync(join(home, 'tsdown.config.{ts,mts}'));
  if (config === undefined) throw new Error(`${home} has no tsdown.config.ts.`);
  const { default: own } = (await import(pathToFileURL(config).href)) as { readonly default: InlineConfig };
  const files = new Set<string>();
  const { plugins = [] } = own;
  const again = mkdtempSync(join(tmpdir(), 'bundled-'));
  try {
    await build({
      ...own,
      config: false,
      // Types are not code.
      dts: false,
      cwd: home,
      outDir: again,
      logLevel: 'silent',
      copy: [],
      plugins: [plugins, collector(files)],
    });
    const bundles = globSync('**/*.{js,cjs,mjs}', { cwd: again });
    if (bundles.length === 0) throw new Error(`${home} has no bundle.`);
    for (const file of bundles) {
      if (existsSync(join(home, 'dist', file)) && same(join(again, file), join(home, 'dist', file))) continue;
      throw new Error(`${join(home, 'dist', file)} is not what the sources give. Build the package again.`);
    }
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
  const homes = [...files].flatMap((file) => homeOf(file) ?? []).filter((folder) => folder !== home);
  return [...new Set(homes)].sort();
}

const same = (one: string, other: string): boolean => readFileSync(one).equals(readFileSync(other));

/** Collects the files of which code is left after tree shaking. Ids of virtual modules start with a zero byte. */
const collector = (files: Set<string>): TsdownPlugin => ({
  name: 'bundled-files',
  generateBundle(_, outputs) {
    for (const output of Object.values(outputs)) {
      if (output.type !== 'chunk') continue;
      for (const [id, { renderedLength }] of Object.entries(output.modules)) {
        if (renderedLength > 0 && !id.startsWith('\0')) files.add(id.split('?')[0]!);
      }
    }
  },
});

/** The nearest folder whose manifest has a name and a version; others only say which kind of module their files are. */
function homeOf(file: string): string | undefined {
  for (let at = dirname(file); at !== dirname(at); at = dirname(at)) {
    const manifest = join(at, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, unknown>>;
    if (name !== undefined && version !== undefined) return at;
  }
  return undefined;
}
