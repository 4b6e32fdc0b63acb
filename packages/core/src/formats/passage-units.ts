import { BadInputError } from '../errors.ts';
import type { Transcript } from '../model.ts';
import { cleanText } from './text.ts';

/** One way to divide a transcript. */
export interface PassageUnit<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  /** Parameters of which one must be on in the transcription; else the transcript lacks this unit. */
  readonly needs: readonly string[];
}

const unit = <const Id extends string>(id: Id, label: string, needs: readonly string[] = []): PassageUnit<Id> => ({
  id,
  label,
  needs,
});

/** All ways to divide a transcript, those that leave it whole first. */
export const PASSAGE_UNITS = [
  unit('text', 'Whole text'),
  unit('srt', 'Whole, as SRT subtitles'),
  unit('vtt', 'Whole, as WebVTT subtitles'),
  unit('summary', 'Summary', ['summarization', 'speech_understanding']),
  unit('chapters', 'Chapters', ['auto_chapters']),
  unit('paragraphs', 'Paragraphs'),
  unit('utterances', 'Utterances: one speaker in one go', ['speaker_labels', 'multichannel']),
  unit('sentences', 'Sentences'),
  unit('words', 'Windows of words'),
] as const;

export type PassageUnitId = (typeof PASSAGE_UNITS)[number]['id'];

/** Whether a transcript stays in one piece. */
export const isWhole = (unit: PassageUnitId): boolean =>
  unit === 'text' || unit === 'srt' || unit === 'vtt' || unit === 'summary';

/**
 * Refuses a unit that does not exist, or that a transcript made with `params` would lack.
 *
 * @param params of the transcription, where they are known
 * @throws BadInputError that names the parameter to switch on
 */
export function checkPassageUnit(unit: PassageUnitId, params?: object): void {
  const known = PASSAGE_UNITS.find(({ id }) => id === unit);
  if (known === undefined) {
    throw new BadInputError(`A transcript cannot be divided into ${String(unit)}.`, {
      field: 'unit',
      hint: `Choose one of ${PASSAGE_UNITS.map(({ id }) => id).join(', ')}.`,
    });
  }
  const { needs } = known;
  const isOn = (name: string): boolean =>
    ![undefined, null, false].includes((params as Readonly<Record<string, undefined>> | undefined)?.[name]);
  if (params === undefined || needs.length === 0 || needs.some(isOn)) return;
  throw new BadInputError(`A transcript has ${unit} only where it is made with ${needs.join(' or ')}.`, {
    field: needs[0],
    hint: `Switch ${needs[0]} on, or choose another unit, such as paragraphs.`,
  });
}

/** The error for a transcript that has no `unit`, because it was made without the parameter that the unit needs. */
export function missingUnit({ id }: Transcript, unit: PassageUnitId): BadInputError {
  const { needs } = PASSAGE_UNITS.find((known) => known.id === unit)!;
  return new BadInputError(`This transcript has no ${unit}: it was made without ${needs[0]}.`, {
    field: needs[0],
    transcriptId: cleanText(id) || undefined,
    hint: `Transcribe with ${needs.join(' or ')}, or choose another unit, such as paragraphs.`,
  });
}
