import {
  clockTime,
  momentLink,
  type Passage,
  type PassageUnitId,
  speakerName,
  type Transcript,
} from '@aai-connectors/core';

/**
 * Metadata of a document: scalars only, under 1 KB as JSON, so every vector store accepts it and can filter by it.
 * Unknown values are left out.
 */
export interface SpeechMetadata {
  /** Where the audio came from, to show. Signed URLs appear without their secrets; long ones are shortened. */
  readonly source: string;
  /**
   * Identifies the recording and the way it was split: the `sourceIdKey` of LangChain's `index()`. Missing in turns of a live
   * session without a name.
   */
  readonly source_id?: string;
  /** What the document contains: the loader's unit, a `turn` of a live session, or a `span` of a retriever. */
  readonly unit: PassageUnitId | 'turn' | 'span';
  /** Counted from 0 within the transcript. */
  readonly index: number;
  /** Start in the recording, in milliseconds. */
  readonly start_ms?: number;
  /** End in the recording, in milliseconds. */
  readonly end_ms?: number;
  /** `HH:MM:SS` */
  readonly start_time?: string;
  /** `HH:MM:SS` */
  readonly end_time?: string;
  /** The API's speaker label or its given name. Several are separated by commas. */
  readonly speaker?: string;
  /** Counted from 1. */
  readonly channel?: string;
  /** 0 to 1. */
  readonly confidence?: number;
  /** Language code, such as `en_us`. */
  readonly language?: string;
  /** Headline of the chapter in which it starts. */
  readonly chapter?: string;
  /** Opens the recording at this moment. Present only if the source is a permanent URL. */
  readonly link?: string;
  /** Metadata that the caller added and, with `metadata: 'full'`, all data of the API. */
  readonly [key: string]: unknown;
}

/** {@link SpeechMetadata} of a document made from a transcript. */
export interface TranscriptMetadata extends SpeechMetadata {
  /** ID of the transcript. */
  readonly transcript_id: string;
  /** Identifies the recording and the way it was split: the `sourceIdKey` of LangChain's `index()`. */
  readonly source_id: string;
}

/** Maximum bytes of single values as JSON, so that the whole metadata stays under 1 KB. */
const LONGEST = { source: 200, link: 240, chapter: 120, speaker: 72, transcript_id: 64, language: 24, channel: 16 };

export interface Origin {
  /** Safe to show and store. */
  readonly source: string;
  /** Permanent URL of the recording, if it has one. */
  readonly mediaUrl: string | undefined;
  readonly sourceId: string;
}

export interface Described extends Pick<
  Passage,
  'start' | 'end' | 'speakers' | 'channel' | 'confidence' | 'language' | 'chapter'
> {
  readonly unit: SpeechMetadata['unit'];
  readonly index: number;
}

/** The metadata of one document. */
export function metadataOf(
  about: Described,
  transcript: Pick<Transcript, 'id' | 'multichannel'>,
  { source, mediaUrl, sourceId }: Origin,
  speakerNames: Readonly<Record<string, string>> = {},
): TranscriptMetadata {
  const { start, end, confidence } = about;
  const speaker = about.speakers.map((label) => shownName(label, transcript, speakerNames)).join(', ');
  const link = start === undefined || end === undefined ? undefined : momentLink(mediaUrl, start, end);
  return withoutUnknown({
    source: clipped(source, LONGEST.source, 'end'),
    source_id: sourceId,
    transcript_id: clipped(transcript.id, LONGEST.transcript_id),
    unit: about.unit,
    index: about.index,
    start_ms: start,
    end_ms: end,
    start_time: start === undefined ? undefined : clockTime(start),
    end_time: end === undefined ? undefined : clockTime(end),
    speaker: clipped(speaker, LONGEST.speaker),
    channel: clipped(about.channel, LONGEST.channel),
    confidence,
    language: clipped(about.language, LONGEST.language),
    chapter: clipped(about.chapter, LONGEST.chapter),
    // A truncated URL would not work.
    link: link !== undefined && bytesOf(link) <= LONGEST.link ? link : undefined,
  });
}

/** Keeps the bare label, so that a filter for `A` matches; only a given name replaces it. */
const shownName = (
  label: string,
  transcript: Pick<Transcript, 'multichannel'>,
  speakerNames: Readonly<Record<string, string>>,
): string => (Object.hasOwn(speakerNames, label) ? (speakerName(label, transcript, { speakerNames }) ?? label) : label);

function withoutUnknown(metadata: { readonly [K in keyof TranscriptMetadata]: TranscriptMetadata[K] | undefined }) {
  return Object.fromEntries(
    Object.entries(metadata).filter(([, value]) => value !== undefined && value !== ''),
  ) as TranscriptMetadata;
}

const encoder = new TextEncoder();
const bytesOf = (text: string): number => encoder.encode(JSON.stringify(text)).length;

/** Shortens `text` to `limit` bytes, keeping its start or its end. The end of a path is more useful. */
function clipped(text: string, limit: number, kept?: 'start' | 'end'): string;
function clipped(text: string | undefined, limit: number): string | undefined;
function clipped(text: string | undefined, limit: number, kept: 'start' | 'end' = 'start'): string | undefined {
  if (text === undefined || bytesOf(text) <= limit) return text;
  const characters = [...text];
  for (let count = Math.min(characters.length, limit); ; count--) {
    const part =
      kept === 'start'
        ? `${characters.slice(0, count).join('')}…`
        : `…${characters.slice(characters.length - count).join('')}`;
    if (bytesOf(part) <= limit) return part;
  }
}
