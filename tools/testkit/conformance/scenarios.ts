import {
  type AnyEntry,
  type AnyInput,
  ENTRIES,
  exampleInput,
  findEntry,
  formFields,
  type Known,
  readInput,
} from '@aai-connectors/core';
import { answersWith } from './answers.ts';

/** What exists at the service before a scenario. */
export interface World extends Partial<Omit<Known, 'file'>> {
  readonly transcriptId: string;
  readonly audioUrl: string;
}

export interface Scenario {
  readonly name: string;
  readonly entry: string;
  readonly answers: AnyInput;
  /** Whether the host starts the job and does not wait for it, if it can. */
  readonly withoutWaiting?: true | undefined;
  /** Key of a field that takes links and files and is answered with the file of the stage. */
  readonly fileIn?: string | undefined;
}

/**
 * Every operation by its example, and each field that the form of a transcription offers at least once; what deletes comes
 * last.
 */
export function scenarios(world: World): readonly Scenario[] {
  const { audioUrl: audio_url } = world;
  const uses = ENTRIES.map((entry) => exampleScenario(entry, world));
  const deleting = new Set(ENTRIES.filter(({ effect }) => effect === 'delete').map(({ id }) => id));
  return [
    ...uses.filter(({ entry }) => !deleting.has(entry)),
    ...eachField('transcribe', { audio_url }),
    ...TOGETHER.map((answers) => ({
      name: `transcribe with ${Object.keys(answers).join(', ')}`,
      entry: 'transcribe',
      answers: { audio_url, ...answers },
      withoutWaiting: true as const,
    })),
    { name: 'transcribe with a file', entry: 'transcribe', answers: {}, withoutWaiting: true, fileIn: 'audio_url' },
    ...uses.filter(({ entry }) => deleting.has(entry)),
  ];
}

/** The example of one operation. */
export const exampleScenario = (entry: AnyEntry, world: World): Scenario => ({
  name: entry.id,
  entry: entry.id,
  answers: answersOf(entry, world),
});

/** An example without its file, which each host receives in a different way. */
function answersOf(entry: AnyEntry, world: World): AnyInput {
  const answers = Object.entries(exampleInput(entry, world));
  return Object.fromEntries(
    answers.filter(([key, answer]) => entry.params[key]?.kind !== 'media' || typeof answer === 'string'),
  );
}

/** What belongs together: a shortcut with what it shows, and what the catalogue refuses alone. */
const TOGETHER: readonly Readonly<Record<string, unknown>>[] = [
  { language_code: 'auto', expected_languages: ['en', 'de'] },
  {
    redact_pii: true,
    redact_pii_policies: ['person_name'],
    redact_pii_sub: 'hash',
    redact_pii_return_unredacted: true,
    redact_pii_audio: true,
    redact_pii_audio_quality: 'wav',
    return_redacted_no_speech_audio: true,
    override_audio_redaction_method: 'silence',
  },
];

/** Each field alone, with what it needs; what the catalogue refuses in principle is not asked. */
function eachField(id: string, base: Readonly<Record<string, unknown>>): readonly Scenario[] {
  const entry = findEntry(id)!;
  const fields = formFields(entry.params);
  return Object.keys(fields)
    .filter((key) => fields[key]!.kind !== 'media')
    .map((key) => ({
      name: `${id} with ${key}`,
      entry: id,
      answers: { ...answersWith(fields, key), ...base },
      withoutWaiting: true as const,
    }))
    .filter(({ answers }) => isAllowed(id, answers));
}

function isAllowed(id: string, answers: Readonly<Record<string, unknown>>): boolean {
  try {
    readInput(findEntry(id)!, answers);
    return true;
  } catch {
    return false;
  }
}
