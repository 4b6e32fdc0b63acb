import { fileFields } from '../files.ts';
import { OPERATIONS, POLLED } from '../operations.ts';
import { sampleResult, sampleThing } from '../output.ts';
import { LISTED, WHOLE } from '../triggers/listed.ts';
import type { AnyEntry, AnyEvent } from '../core.ts';

/**
 * What a run of an entry's example outputs. Files of a transcript are not part of it: they come only when asked for.
 */
const sampleOfStep = (entry: AnyEntry): Record<string, unknown> => ({
  ...withEmptyTables(entry, sampleThing(entry)),
  ...(entry.file !== undefined &&
    Object.fromEntries(fileFields(entry).map(({ key }) => [key, `https://example.com/${key}`]))),
});

/**
 * A sample without the content of outputs whose keys are data, such as languages or words of the recording. The keys of
 * another run differ, and a sample must have only keys that live results have.
 */
const withEmptyTables = ({ output }: AnyEntry, sample: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(sample).map(([name, value]) => {
      const isTable =
        output.some(({ key, type }) => key === name && type === 'object') &&
        !output.some(({ key }) => key.startsWith(`${name}.`));
      return [name, isTable ? {} : value];
    }),
  );

/** An item of a poll, with the whole transcript. */
const sampleOfItem = (event: AnyEvent): Record<string, unknown> => ({
  ...sampleThing(LISTED),
  [WHOLE]: sampleResult(event),
});

/**
 * The samples of all operations and of the events that are polled, by ID. The build runs this module and keeps only its data, because making the samples
 * is the largest part of the work of loading the app.
 */
export const SAMPLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = Object.fromEntries([
  ...OPERATIONS.map((entry) => [entry.id, sampleOfStep(entry)] as const),
  ...POLLED.map((event) => [event.id, sampleOfItem(event)] as const),
]);
