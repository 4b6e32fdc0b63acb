export { type CaptionLimits } from './caption-limits.ts';
export { type Caption, type CaptionOptions, captionsOf } from './captions.ts';
export { type ChapterMark, chapterMarks, type ChapterOptions, toChapters } from './chapters.ts';
export { type CsvOptions, toCsv } from './csv.ts';
export { fileNameFor } from './file-name.ts';
export { type DoubtfulWord, type LowConfidenceOptions, lowConfidenceWords } from './low-confidence.ts';
export { escapeMarkdown, type MarkdownOptions, toMarkdown } from './markdown.ts';
export { momentLink } from './moment-link.ts';
export {
  checkPassageOptions,
  checkPassageUnit,
  type Passage,
  type PassageOptions,
  passagesOf,
  type PassageUnit,
  PASSAGE_UNITS,
  type PassageUnitId,
} from './passages.ts';
export { toPlainText } from './plain-text.ts';
export { type Quote, type QuoteOptions, quotes } from './quotes.ts';
export { redactEntities, type RedactEntitiesOptions } from './redact-entities.ts';
export { filesOf, type FilesOptions, type TranscriptFile } from './files.ts';
export { findFormat, type Format, type FormatId, type FormatOptions, FORMATS, toJson } from './registry.ts';
export { sentencesOf, type SpokenSentence } from './sentences.ts';
export { normalizeSourceUrl } from './source-url.ts';
export { type SpeakerTextOptions, toSpeakerText } from './speaker-text.ts';
export { speakerName, type SpeakerNaming } from './speakers.ts';
export { toSrt } from './srt.ts';
export { type SpeakerTalk, type TalkRatio, talkRatio } from './talk-ratio.ts';
export { clock, srtTime, vttTime } from './time.ts';
export { type TimestampedTextOptions, toTimestampedText } from './timestamped-text.ts';
export { estimateTokens } from './tokens.ts';
export { translatedInto, translationsOf } from './translation.ts';
export { type SpokenWord, spokenWords, type Turn, turnsOf } from './turns.ts';
export { toVtt } from './vtt.ts';
export { type WindowOptions } from './windows.ts';
