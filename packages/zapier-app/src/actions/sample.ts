import { fileFields } from '../files.ts';
import { thingsOf } from '../output.ts';
import type { AnyEntry } from '../core.ts';

/** A result as the API really gave it, in the shape of a live one. */
export const sampleOf = (entry: AnyEntry): Record<string, unknown> => ({
  ...thingsOf(entry, entry.sample)[0],
  ...Object.fromEntries(fileFields(entry).map(({ key }) => [key, `https://example.com/${key}`])),
});
