/** Publishes the packages of a release. It needs no installed package, because it runs where a token can be requested. */
import { createHash } from 'node:crypto';
import type { Manifest } from '../build/artifact.ts';

/** What the program needs of npm and of the disk. */
export interface Registry {
  /** Integrity of a published version; `undefined` if the version is not published. */
  integrityOf(name: string, version: string): Promise<string | undefined>;
  publish(file: string): Promise<void>;
}

type Artifact = Manifest['artifacts'][number];

/** The core comes first, because the LangChain package installs it. */
const FIRST = '@aai-connectors/core';

/** The packages for npm, in the order in which they must be published. */
export const inOrder = ({ artifacts }: Manifest): readonly Artifact[] =>
  artifacts
    .filter(({ channel }) => channel === 'npm')
    .toSorted((a, b) => Number(b.name === FIRST) - Number(a.name === FIRST) || (a.name < b.name ? -1 : 1));

export const integrity = (bytes: Uint8Array): string => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

/**
 * Publishes what is not published yet, so that a run that stopped halfway can be started again.
 *
 * @param read the bytes of a file of the release
 * @throws Error if a version is published with other contents, or a file has changed since it was checked
 */
export async function publishAll(
  manifest: Manifest,
  registry: Registry,
  read: (file: string) => Uint8Array,
  onLine: (line: string) => void,
): Promise<void> {
  const packages = inOrder(manifest);
  for (const { file, sha256 } of packages) {
    if (createHash('sha256').update(read(file)).digest('hex') === sha256) continue;
    throw new Error(`${file} is not the file that was built. Nothing is published.`);
  }
  for (const { file, name, version } of packages) {
    const published = await registry.integrityOf(name, version);
    if (published === undefined) {
      await registry.publish(file);
      onLine(`${name}@${version}: published`);
    } else if (published === integrity(read(file))) onLine(`${name}@${version}: already published with these contents`);
    else throw new Error(`${name}@${version} is already published with other contents. Make a new version.`);
  }
}
