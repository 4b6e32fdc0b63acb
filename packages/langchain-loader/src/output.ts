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

/** How transcripts become documents. */
export interface DocumentOptions extends SpeakerNaming {
  /**
   * What one document holds: the whole `text`; `paragraphs`, `sentences`, `utterances` (needs speaker labels or
   * several channels), `chapters` or a `summary` (each needs its model); windows of `words`; the whole as `srt` or
   * `vtt` subtitles.
   *
   * @default 'text'
   */
  readonly unit?: PassageUnitId | undefined;
  /** The size of the windows of `words`, in words or seconds, and how much two of them share. @default 100 words, 10 shared */
  readonly window?: WindowOptions | undefined;
  /** How `srt` and `vtt` subtitles are cut. */
  readonly captions?: CaptionOptions | undefined;
  /** `full` adds everything the API said about the part, words included; few vector stores take it. @default 'flat' */
  readonly metadata?: 'flat' | 'full' | undefined;
}

/** A finished transcript as documents; none where nothing was said. */
export function documentsOf(
  transcript: Transcript,
  { unit = 'text', window, captions, speakerNames, metadata = 'flat' }: DocumentOptions = {},
  origin: Origin & { readonly identity: string; readonly extra?: Readonly<Record<string, unknown>> | undefined },
): TranscriptDocument[] {
  const options: PassageOptions = { window, captions: { speakerNames, ...captions } };
  return passagesOf(transcript, unit, options).map(
    (passage, index) =>
      new Document({
        id: stableId(origin.identity, unit, unit === 'words' ? canonicalJson(window ?? {}) : '', index),
        pageContent: passage.text,
        metadata: {
          ...(metadata === 'full' && passage.given),
          ...metadataOf({ ...passage, unit, index }, transcript, origin, speakerNames),
          ...origin.extra,
        },
      }),
  );
}
