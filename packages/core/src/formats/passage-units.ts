import { BadInputError } from '../errors.ts';
import type { Transcript } from '../model.ts';
import { cleanText } from './text.ts';

/** A unit into which a transcript is split. */
export interface PassageUnit<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  /** Transcription parameters, of which at least one must be on. */
  readonly needs: readonly string[];
}

const unit = <const Id extends string>(id: Id, label: string, needs: readonly string[] = []): PassageUnit<Id> => ({
  id,
  label,
  needs,
});

/** All units. Units that contain the whole transcript come first. */
export const PASSAGE_UNITS = [
  unit('text', 'Whole text'),
  unit('srt', 'Whole text as SRT subtitles'),
  unit('vtt', 'Whole text as WebVTT subtitles'),
  unit('summary', 'Summary', ['summarization', 'speech_understanding']),
  unit('chapters', 'Chapters', ['auto_chapters']),
  unit('paragraphs', 'Paragraphs'),
  unit('utterances', 'Utterances of one speaker', ['speaker_labels', 'multichannel']),
  unit('sentences', 'Sentences'),
  unit('words', 'Windows of words'),
] as const;

export type PassageUnitId = (typeof PASSAGE_UNITS)[number]['id'];

/** Whether a passage of this unit contains the whole transcript. */
export const isWhole = (unit: PassageUnitId): boolean =>
  unit === 'text' || unit === 'srt' || unit === 'vtt' || unit === 'summary';

/**
 * Checks that a unit exists, and that a transcript with `params` has it.
 *
 * @param params of the transcription, if known
 * @throws BadInputError that names the parameter to turn on
 */
export function checkPassageUnit(unit: PassageUnitId, params?: object): void {
  const known = PASSAGE_UNITS.find(({ id }) => id === unit);
  if (known === undefined) {
    throw new BadInputError(`unit "${String(unit)}" does not exist.`, {
      field: 'unit',
      hint: `Choose one of ${PASSAGE_UNITS.map(({ id }) => id).join(', ')}.`,
    });
  }
  const { needs } = known;
  const isOn = (name: string): boolean =>
    ![undefined, null, false].includes((params as Readonly<Record<string, undefined>> | undefined)?.[name]);
  if (params === undefined || needs.length === 0 || needs.some(isOn)) return;
  throw new BadInputError(`The unit ${unit} requires ${needs.join(' or ')}.`, {
    field: needs[0],
    hint: `Turn on ${needs[0]}, or choose another unit, such as paragraphs.`,
  });
}

/** Returns the error for a transcript without this unit. */
export function missingUnit({ id }: Transcript, unit: PassageUnitId): BadInputError {
  const { needs } = PASSAGE_UNITS.find((known) => known.id === unit)!;
  return new BadInputError(`The transcript has no ${unit}, because it was created without ${needs[0]}.`, {
    field: needs[0],
    transcriptId: cleanText(id) || undefined,
    hint: `Transcribe the audio with ${needs.join(' or ')}, or choose another unit, such as paragraphs.`,
  });
}
