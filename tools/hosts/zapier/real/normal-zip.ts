import { unzipSync, type Zippable, zipSync } from 'fflate';

/** Files by their paths. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** A zip that depends only on its files: in the order of their paths, with one date and one mode. */
export function zipOf(files: Files): Uint8Array {
  // The library writes dates in the time zone of the machine, so this one is in it too.
  const mtime = new Date(1980, 0, 1);
  const entries = Object.entries(files)
    .filter(([path]) => !path.endsWith('/'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, bytes]): [string, Zippable[string]] => [
      path,
      [bytes, { mtime, os: 3, attrs: 0o100644 << 16, level: 9 }],
    ]);
  return zipSync(Object.fromEntries(entries));
}

/** The same zip without what differs between two builds. The command line writes the dates and the order of its work. */
export const normalZip = (zip: Uint8Array): Uint8Array => zipOf(unzipSync(zip));
