import { number, text } from '../../../catalogue/kit/fields.ts';
import { transcriptId } from '../../../catalogue/entries/transcript/fields.ts';
import { badInput } from '../../../errors.ts';
import { chapterMarks } from '../../../formats/chapters.ts';
import { clock } from '../../../formats/time.ts';
import { speakerName, type SpeakerNaming } from '../../../formats/speakers.ts';
import type { Transcript } from '../../../model.ts';
import { numberedLines, type NumberedLine, pageOf } from '../reading.ts';
import { budgetOf } from '../tokens.ts';
import { READS, tool } from '../tool.ts';

const LEAST_TOKENS = 300;

export const readTranscript = tool({
  name: 'read_transcript',
  title: 'Read Transcript',
  description:
    'Reads a part of a finished transcript with speakers and times: from a time, of a speaker, of a chapter, or on from a line. By default, from the beginning.',
  params: {
    transcript_id: transcriptId,
    from: text({ label: 'From', help: 'Time to start at, such as 12:30 or 1:02:30.', source: 'ours: for agents' }),
    to: text({ label: 'To', help: 'Time to stop at, such as 14:00.', source: 'ours: for agents' }),
    speaker: text({
      label: 'Speaker',
      help: 'Only what this speaker says: a label such as A, or a name.',
      source: 'ours: for agents',
    }),
    chapter: text({
      label: 'Chapter',
      help: 'Number of a chapter, or words of its title.',
      source: 'ours: for agents',
    }),
    line: number({
      label: 'Line',
      help: 'Line to read on from, as named by an earlier answer.',
      whole: true,
      min: 1,
      source: 'ours: for agents',
    }),
    max_tokens: number({
      label: 'Maximum Tokens',
      help: 'Maximum length of the answer in tokens. Defaults to the most that an answer may have.',
      whole: true,
      min: LEAST_TOKENS,
      source: 'ours: for agents',
    }),
  },
  hints: READS,
  async run(input, { library, naming, budget }, call) {
    const transcript = await library.get(input.transcript_id, call.signal);
    const all = numberedLines(transcript, naming);
    if (all.length === 0) return 'The recording contains no speech.';
    const chosen = chosenLines(all, transcript, naming, input);
    const { line: first = 1 } = input;
    const lines = chosen.filter(({ number: at }) => at >= first);
    if (lines.length === 0) {
      throw badInput(
        'line',
        chosen.length === 0
          ? 'No line of the transcript is in this part.'
          : `This part ends at line ${chosen.at(-1)!.number}.`,
        `The transcript has ${all.length} lines${timesOf(all)}.`,
      );
    }
    const limit = input.max_tokens === undefined ? budget : Math.min(budget, budgetOf(input.max_tokens));
    return pageOf(lines, {
      head: `Transcript ${transcript.id}, ${chosen.length === all.length ? '' : `${chosen.length} of `}${all.length} lines, from line ${lines[0]!.number}:`,
      budget: limit,
      more: (line) => `\nTo read on, call read_transcript with the same arguments and line ${line}.`,
    });
  },
});

interface Part {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly speaker?: string | undefined;
  readonly chapter?: string | undefined;
}

function chosenLines(
  lines: readonly NumberedLine[],
  transcript: Transcript,
  naming: SpeakerNaming,
  { from, to, speaker, chapter }: Part,
): readonly NumberedLine[] {
  const isSpoken = speaker === undefined ? () => true : speakerFilter(lines, transcript, naming, speaker);
  const inChapter = chapter === undefined ? { start: 0, end: Infinity } : chapterOf(transcript, chapter);
  const start = Math.max(inChapter.start, from === undefined ? 0 : msOf('from', from));
  const end = Math.min(inChapter.end, to === undefined ? Infinity : msOf('to', to));
  if (end <= start) throw badInput('to', `The part ends at ${clock(end)}, before it starts at ${clock(start)}.`);
  const isTimed = start > 0 || end < Infinity;
  return lines.filter(
    (line) => isSpoken(line) && (!isTimed || ((line.end ?? 0) > start && (line.start ?? Infinity) < end)),
  );
}

function speakerFilter(
  lines: readonly NumberedLine[],
  transcript: Transcript,
  naming: SpeakerNaming,
  asked: string,
): (line: NumberedLine) => boolean {
  const label = asked.trim();
  const names = [label, label.toUpperCase()].map((one) => speakerName(one, transcript, naming) ?? one);
  const wanted = [label, ...names].map((name) => name.toLowerCase());
  const isSpoken = ({ speaker }: NumberedLine): boolean =>
    speaker !== undefined && wanted.includes(speaker.toLowerCase());
  if (lines.some(isSpoken)) return isSpoken;
  const known = [...new Set(lines.flatMap(({ speaker }) => speaker ?? []))];
  throw badInput(
    'speaker',
    `Nobody in this transcript is called ${asked.slice(0, 80)}.`,
    known.length === 0
      ? 'The transcript has no speakers. Transcribe with speaker_labels to get them.'
      : `Use one of: ${known.slice(0, 20).join(', ')}.`,
  );
}

function chapterOf(transcript: Transcript, asked: string): { readonly start: number; readonly end: number } {
  const marks = chapterMarks(transcript, { chapterTitle: 'headline', minChapterMs: 0 });
  const title = asked.trim().toLowerCase();
  const at = /^\d+$/.test(title)
    ? Number(title) - 1
    : marks.findIndex((mark) => mark.title.toLowerCase().includes(title));
  const mark = marks[at];
  if (mark !== undefined) return { start: mark.start, end: marks[at + 1]?.start ?? Infinity };
  throw badInput(
    'chapter',
    `There is no chapter ${asked.slice(0, 80)}.`,
    marks.length === 0
      ? 'The transcript has no chapters. Read it by time instead.'
      : `The chapters are: ${marks
          .slice(0, 20)
          .map((one, number) => `${number + 1}. ${one.title}`)
          .join('; ')}.`,
  );
}

/** `12:30`, `1:02:30`, or seconds. */
function msOf(field: string, time: string): number {
  const trimmed = time.trim().replace(/^\[|\]$/g, '');
  if (!/^\d+(?::\d{1,2}){0,2}(?:\.\d+)?$/.test(trimmed)) {
    throw badInput(field, `${time.slice(0, 40)} is not a time.`, 'Use a time such as 12:30 or 1:02:30.');
  }
  return trimmed.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
}

function timesOf(lines: readonly NumberedLine[]): string {
  const end = lines.at(-1)?.end;
  return end === undefined ? '' : ` and ends at ${clock(end)}`;
}
