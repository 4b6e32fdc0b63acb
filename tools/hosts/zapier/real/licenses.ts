import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package with what its authors require to be passed on. */
export interface Licensed {
  readonly name: string;
  readonly version: string;
  /** SPDX identifier, or the words of the manifest. */
  readonly license: string;
  readonly text: string;
}

/** The folders of the packages that files belong to, each once. @param files paths relative to a folder */
export const packagesOf = (files: readonly string[], folder: string): readonly string[] => [
  ...new Set(
    files.flatMap((file) => {
      const path = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
      return path === undefined ? [] : [join(folder, path)];
    }),
  ),
];

/** The license texts of packages, as one text. */
export function licensesOf(packages: readonly Licensed[]): string {
  const all = packages.toSorted(
    (one, other) => one.name.localeCompare(other.name, 'en') || one.version.localeCompare(other.version, 'en'),
  );
  return [
    `This app contains ${all.length} packages of other authors. Their licenses follow.\n`,
    ...all.map(
      ({ name, version, license, text }) => `${'-'.repeat(80)}\n${name} ${version}\nLicense: ${license}\n\n${text}\n`,
    ),
  ].join('\n');
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string | { readonly type: string };
  readonly licenses?: readonly { readonly type: string }[];
  readonly author?: string | { readonly name: string };
}

/**
 * What the package in a folder passes on.
 *
 * @throws Error for a package without a license
 */
export function licensedIn(folder: string): Licensed {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license = manifest.licenses?.[0] } = manifest;
  const words = typeof license === 'object' ? license.type : license;
  const text = fileIn(folder, /^(?:licen[cs]e|copying)(?:[.-]|$)/i)?.trim() ?? noticeIn(folder, manifest, words);
  if (text === undefined) throw new Error(`${name} ${version} has neither a license text nor a license and an author.`);
  return { name, version, license: words ?? 'see below', text };
}

const fileIn = (folder: string, name: RegExp): string | undefined =>
  readdirSync(folder)
    .sort()
    .filter((one) => name.test(one))
    .map((one) => readFileSync(join(folder, one), 'utf8'))[0];

/** Some packages have their license in the README, or name only the license and the author. */
function noticeIn(folder: string, { author }: Manifest, license: string | undefined): string | undefined {
  const readme = fileIn(folder, /^readme/i) ?? '';
  const section = /^#+\s*(?:the\s+)?(?:mit\s+)?licen[cs]e[^\n]*\n+([\s\S]+?)(?=^#|$(?![\s\S]))/im
    .exec(readme)?.[1]
    ?.trim();
  const by = typeof author === 'object' ? author.name : author;
  const notice =
    license === undefined || by === undefined
      ? undefined
      : `Copyright (c) ${by}\nLicensed under ${license}: https://spdx.org/licenses/${license}.html`;
  return [notice, section].filter((part) => part !== undefined && part !== '').join('\n\n') || undefined;
}

/** Names of the packages in a bundle, read from the paths of its modules, which a bundle has as names of functions. */
export const bundledPackages = (bundle: string): readonly string[] => [
  ...new Set(
    [...bundle.matchAll(/"[^"\s]*node_modules\/((?:@[^/"\s]+\/)?[^/"\s]+)\/[^"\s]+"\(/g)].map(([, name]) => name!),
  ),
];

/** The packages that a text of `licensesOf` does not have. */
export const withoutLicense = (names: readonly string[], licenses: string): readonly string[] =>
  names.filter((name) => !licenses.includes(`\n${name} `));
