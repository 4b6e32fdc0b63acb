import { type Field, transcriptParams, type TranscriptionParams, type TranscriptParams } from '@aai-connectors/core';

/**
 * Every transcription parameter, as in the API's request body. Put newer ones into `extra`.
 * Contract: `rest.md` section 4.
 */
export type { TranscriptionParams };

/** Transcription parameters including the audio URL. */
export type LinkedParams = Partial<TranscriptParams>;

/** Name of the parameter that holds the audio URL. */
export const AUDIO_LINK = Object.entries<Field>(transcriptParams).find(
  ([, { kind }]) => kind === 'media',
)![0] as Exclude<keyof TranscriptParams, keyof TranscriptionParams>;
