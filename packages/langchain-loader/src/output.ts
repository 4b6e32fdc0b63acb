import {
  canonicalJson,
  type CaptionOptions,
  type PassageOptions,
  passagesOf,
  type PassageUnitId,
  type SpeakerNaming,
  type Transcript,
  type WindowOptions,
} from '@aai-connectors/core';
import { Document } from '@langchain/core/documents';
import { stableId } from './ids.ts';
import { metadataOf, type Origin, type TranscriptMetadata } from './metadata.ts';

export type TranscriptDocument = Document<TranscriptMetadata>;

/** How transcripts are split into documents. */
export interface DocumentOptions extends SpeakerNaming {
  /**
   * What each document contains: the whole `text`; one of the `paragraphs`, `sentences`, `utterances` (needs speaker
   * labels or multichannel) or `chapters` (needs its model); the `summary` (needs its model); a window of `words`; or the
   * whole transcript as `srt` or `vtt` subtitles.
   *
   * @default 'text'
   */
  readonly unit?: PassageUnitId | undefined;
  /** Size and overlap of `words` windows, in words or seconds. @default 100 words with an overlap of 10 */
  readonly window?: WindowOptions | undefined;
  /** How `srt` and `vtt` subtitles are split into captions. */
  readonly captions?: CaptionOptions | undefined;
  /** `full` adds all of the API's data about the passage, including its words. Few vector stores accept it. @default 'flat' */
  readonly metadata?: 'flat' | 'full' | undefined;
}

/**
 * Identifies the documents that belong together: those of one recording, split in one way. Recordings never share one, and
 * neither do two units of the same recording.
 */
export const sourceIdOf = (identity: string, unit: PassageUnitId, window?: WindowOptions): string =>
  stableId('source', identity, unit, sizeOf(unit, window));

export const documentId = (identity: string, unit: PassageUnitId, index: number, window?: WindowOptions): string =>
  stableId(identity, unit, sizeOf(unit, window), index);

const sizeOf = (unit: PassageUnitId, window: WindowOptions | undefined): string =>
  unit === 'words' ? canonicalJson(window ?? {}) : '';

/** The documents of a finished transcript; an empty list if there is no speech. */
export function documentsOf(
  transcript: Transcript,
  { unit = 'text', window, captions, speakerNames, metadata = 'flat' }: DocumentOptions = {},
  origin: Omit<Origin, 'sourceId'> & {
    readonly identity: string;
    readonly extra?: Readonly<Record<string, unknown>> | undefined;
  },
): TranscriptDocument[] {
  const options: PassageOptions = { window, captions: { speakerNames, ...captions } };
  const sourceId = sourceIdOf(origin.identity, unit, window);
  return passagesOf(transcript, unit, options).map(
    (passage, index) =>
      new Document({
        id: documentId(origin.identity, unit, index, window),
        pageContent: passage.text,
        metadata: {
          ...(metadata === 'full' && passage.given),
          ...metadataOf({ ...passage, unit, index }, transcript, { ...origin, sourceId }, speakerNames),
          ...origin.extra,
        },
      }),
  );
}
