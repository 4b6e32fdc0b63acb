import {
  captionsOf,
  chapterMarks,
  estimateTokens,
  fileNameFor,
  filesOf,
  FORMATS,
  lowConfidenceWords,
  PASSAGE_UNITS,
  passagesOf,
  quotes,
  redactEntities,
  sentencesOf,
  speakerName,
  spokenWords,
  talkRatio,
  toTimestampedText,
  type Transcript,
  translatedInto,
  translationsOf,
  turnsOf,
} from '@aai-connectors/core';

type Options = Readonly<Record<string, unknown>>;

/** Everything that reads a transcript. Options are of any type, as a program without types may give them. */
export const READINGS: Readonly<Record<string, (source: Transcript, options: Options) => unknown>> = {
  ...Object.fromEntries(FORMATS.map(({ id, render }) => [id, (source, options) => render(source, options)])),
  ...Object.fromEntries(
    PASSAGE_UNITS.map(({ id }) => [`passages: ${id}`, (source, options) => passagesOf(source, id, options)]),
  ),
  captionsOf: (source, options) => captionsOf(source, options),
  chapterMarks: (source) => chapterMarks(source),
  estimateTokens: (source) => estimateTokens(source),
  fileNameFor: (source) => fileNameFor(source, 'txt'),
  filesOf: (source) =>
    filesOf(
      source,
      FORMATS.map(({ id }) => id),
    ),
  lowConfidenceWords: (source, options) => lowConfidenceWords(source, options),
  quotes: (source) => quotes(source, { find: 'entities' }),
  redactEntities: (source, options) => redactEntities(source, options),
  sentencesOf: (source) => sentencesOf(source),
  speakerName: (source) => speakerName('A', source),
  spokenWords: (source) => spokenWords(source),
  talkRatio: (source) => talkRatio(source),
  toTimestampedText: (source, options) => toTimestampedText(source, options),
  translatedInto: (source) => translationsOf(source).map((code) => translatedInto(source, code)),
  turnsOf: (source) => turnsOf(source),
};

/** The options that any of them takes, by the names in their types. */
export const OPTION_NAMES = [
  'charsPerCaption',
  'maxLines',
  'maxCharsPerLine',
  'maxSeconds',
  'speakers',
  'speakerNames',
  'timestamps',
  'title',
  'mediaUrl',
  'window',
  'captions',
  'threshold',
  'entityTypes',
  'unit',
  'delimiter',
];
