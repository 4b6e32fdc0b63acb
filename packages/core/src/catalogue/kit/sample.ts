import type { AnyEntry, AnyEvent } from './entry.ts';
import { inputFileName } from './audio-file-name.ts';
import { exampleOf } from './example-input.ts';
import { simplified } from './simplify.ts';

/** What the entry's example results in; of an event, a transcript that it reports. */
export const exampleResult = (entry: AnyEntry | AnyEvent): unknown =>
  entry.sample ?? (entry.kind === 'event' ? undefined : exampleOf(entry).exchange.at(-1)?.answer);

/**
 * The simple output of the entry's example, for hosts that show a sample before the first run. It has the keys that a
 * run of the example has, and nothing that comes only when asked for.
 */
export const sampleOf = (entry: AnyEntry | AnyEvent): unknown =>
  simplified(
    entry,
    exampleResult(entry),
    entry.kind === 'event' ? undefined : inputFileName(entry, exampleOf(entry).input),
  );
