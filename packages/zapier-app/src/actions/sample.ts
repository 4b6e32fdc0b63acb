import { fileFields } from '../files.ts';
import { sampleThing } from '../output.ts';
import type { AnyEntry } from '../core.ts';

/** What a run of the entry's example outputs. Files of a transcript are not part of it: they come only when asked for. */
export const stepSample = (entry: AnyEntry): Record<string, unknown> => ({
  ...sampleThing(entry),
  ...(entry.file !== undefined &&
    Object.fromEntries(fileFields(entry).map(({ key }) => [key, `https://example.com/${key}`]))),
});
