import type { Transcript } from '../model.ts';
import { blocksOf } from './blocks.ts';
import { chapterMarks } from './chapters.ts';
import { actionItemsOf, type Note, notesFrom, summaryOf } from './notes.ts';
import { listOf, numberOf, textOf } from './reading.ts';
import type { SpeakerNaming } from './speakers.ts';
import { talkRatio } from './talk-ratio.ts';
import { cleanText } from './text.ts';
import { clock } from './time.ts';

export interface MarkdownOptions extends SpeakerNaming {
  /** The heading. @default 'Transcript' */
  readonly title?: string | undefined;
  /** A summary from another source, such as a language model. @default the transcript's summary */
  readonly summary?: string | readonly string[] | undefined;
  /** Action items from another source. @default the transcript's action items */
  readonly actionItems?: string | readonly string[] | undefined;
}

/**
 * Returns meeting notes in Markdown: title, facts, summary, action items, chapters, key phrases, talk time of each speaker,
 * and the transcript with times. Omits sections without content. Escapes all spoken text. Omits the link to the audio,
 * because it may contain a signature. Never throws.
 *
 * Source: `cookbooks.md` C43, C44, C57, C61.
 */
export function toMarkdown(transcript: Transcript, options: MarkdownOptions = {}): string {
  const summary = options.summary === undefined ? summaryOf(transcript) : notesFrom(options.summary);
  const actions = options.actionItems === undefined ? actionItemsOf(transcript) : notesFrom(options.actionItems);
  const sections: readonly (readonly [heading: string, lines: readonly string[]])[] = [
    ['Summary', linesOf(summary)],
    ['Action items', actions.map(({ text }) => `- [ ] ${escapeMarkdown(text)}`)],
    ['Chapters', chapterLines(transcript)],
    ['Key phrases', keyPhrases(transcript)],
    ['Speakers', speakerTable(transcript, options)],
    ['Transcript', transcriptLines(transcript, options)],
  ];
  const title = cleanText(options.title);
  return [
    `# ${escapeMarkdown(title === '' ? 'Transcript' : title)}`,
    facts(transcript).join('\n'),
    ...sections.flatMap(([heading, lines]) => (lines.length === 0 ? [] : [`## ${heading}`, lines.join('\n')])),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

/**
 * Escapes text for Markdown, including HTML and URLs and email addresses that many renderers convert to links. Replaces
 * line breaks with spaces.
 *
 * Source: CommonMark 0.31, section 2.4; GitHub Flavored Markdown 0.29, section 6.9 (autolinks).
 */
export const escapeMarkdown = (text: string): string =>
  cleanText(text)
    .replace(/[\\`*_[\]<>|~&]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=www)\.|(?<=[\p{L}\p{N}._+-])@(?=[\p{L}\p{N}])/giu, '\\$&')
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');

function facts(transcript: Transcript): string[] {
  const confidence = numberOf(transcript.confidence);
  const seconds = numberOf(transcript.audio_duration) ?? 0;
  const rows: readonly (readonly [string, unknown])[] = [
    ['Duration', seconds > 0 ? clock(seconds * 1000) : undefined],
    ['Language', transcript.language_code],
    ['Confidence', confidence === undefined ? undefined : `${(confidence * 100).toFixed(1)} %`],
    ['Model', transcript.speech_model_used ?? transcript.speech_model],
    ['Transcript ID', transcript.id],
  ];
  return rows.flatMap(([label, value]) => {
    const text = escapeMarkdown(textOf(value));
    return text === '' ? [] : [`- **${label}:** ${text}`];
  });
}

/** Adds blank lines around paragraphs but not between list items. */
function linesOf(notes: readonly Note[]): string[] {
  return notes.flatMap(({ text, isPoint }, index) => {
    const line = isPoint ? `- ${escapeMarkdown(text)}` : escapeMarkdown(text);
    const isApart = index > 0 && !(isPoint && notes[index - 1]!.isPoint);
    return isApart ? ['', line] : [line];
  });
}

function chapterLines(transcript: Transcript): string[] {
  const summaries = new Map(
    listOf<{ readonly headline?: string; readonly summary?: string }>(transcript.chapters).map((chapter) => [
      cleanText(chapter.headline),
      cleanText(chapter.summary),
    ]),
  );
  return chapterMarks(transcript, { chapterTitle: 'headline', minChapterMs: 0 }).map(({ start, title }) => {
    const summary = summaries.get(title) ?? '';
    return `- **${clock(start)}** ${escapeMarkdown(title)}${summary === '' ? '' : `: ${escapeMarkdown(summary)}`}`;
  });
}

const keyPhrases = (transcript: Transcript): string[] =>
  listOf<{ readonly text?: unknown; readonly count?: unknown }>(transcript.auto_highlights_result?.results).flatMap(
    ({ text, count }) => {
      const phrase = escapeMarkdown(textOf(text));
      const times = numberOf(count) ?? 1;
      return phrase === '' ? [] : [`- ${phrase}${times > 1 ? ` (${times} times)` : ''}`];
    },
  );

function speakerTable(transcript: Transcript, naming: SpeakerNaming): string[] {
  const { speakers } = talkRatio(transcript, naming);
  if (speakers.every(({ speaker }) => speaker === null)) return [];
  return [
    '| Speaker | Share | Time | Turns | Words per minute |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...speakers.map(({ name, share, talkMs, turns, wordsPerMinute }) => {
      const pace = wordsPerMinute === null ? '' : Math.round(wordsPerMinute);
      return `| ${escapeMarkdown(name)} | ${Math.round(share * 100)} % | ${clock(talkMs)} | ${turns} | ${pace} |`;
    }),
  ];
}

function transcriptLines(transcript: Transcript, naming: SpeakerNaming): string[] {
  return blocksOf(transcript, naming).flatMap(({ speaker, start, text }, index) => {
    const name = speaker === undefined ? '' : `**${escapeMarkdown(speaker)}** `;
    const time = start === undefined ? '' : `(${clock(start)}) `;
    const line = `${name}${time}${escapeMarkdown(text)}`;
    return index === 0 ? [line] : ['', line];
  });
}
