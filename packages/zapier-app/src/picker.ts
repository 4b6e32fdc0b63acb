import type { TranscriptPicker } from './form.ts';

/** Key of the hidden trigger that lists the transcripts of the account. */
export const CHOICES = 'transcript_choices';

/** Key of the search that finds one transcript. */
export const FINDER = 'get_transcript';

/** A list of the account's transcripts. */
export const transcriptList: TranscriptPicker = { dynamic: `${CHOICES}.id.label` };

/**
 * The list, with a button that adds a search step. The host shows the button only for a list that comes from a trigger,
 * not for one that comes from a function.
 */
export const transcriptPicker: TranscriptPicker = { ...transcriptList, search: `${FINDER}.id` };
