import { findEntry } from '../core.ts';

/** Key of the whole transcript in an item of a poll. The other keys are those of the list of transcripts. */
export const WHOLE = 'transcript';

/** The operation that lists transcripts. */
export const LISTED = findEntry('list_transcripts')!;
