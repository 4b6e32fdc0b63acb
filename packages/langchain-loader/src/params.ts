import { type Field, transcriptParams, type TranscriptionParams, type TranscriptParams } from '@aai-connectors/core';

/**
 * Every parameter of a transcription, named and shaped as in the API's request body. Newer ones go into `extra`.
 * Contract: `rest.md` section 4.
 */
export type { TranscriptionParams };

/** The parameters with the link to the audio among them. */
export type LinkedParams = Partial<TranscriptParams>;

/** The parameter that holds the link to the audio. */
export const AUDIO_LINK = Object.entries<Field>(transcriptParams).find(
  ([, { kind }]) => kind === 'media',
)![0] as Exclude<keyof TranscriptParams, keyof TranscriptionParams>;
