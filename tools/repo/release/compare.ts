import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of two builds, by its name in both folders. */
export interface Compared {
  readonly file: string;
  /** SHA-256 of the file in each build; absent where the build lacks it. */
  readonly hashes: readonly [string | undefined, string | undefined];
}

export const isEqual = ({ hashes: [one, other] }: Compared): boolean => one !== undefined && one === other;

/** Compares all files of two folders by their contents. */
export function compareFolders(one: string, other: string): readonly Compared[] {
  const [a, b] = [hashesIn(one), hashesIn(other)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .sort()
    .map((file) => ({ file, hashes: [a.get(file), b.get(file)] as const }));
}

const hashesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );
