import { type AnyEntry } from '@aai-connectors/core';
import { scenarios } from '@aai-connectors/testkit/scenarios';
import { formAnswers } from '../emulator/form-answers.ts';

/** How the dialogue is transcribed, so that every action has something to work on. */
export const DIALOGUE_PARAMS = {
  speaker_labels: true,
  redact_pii: true,
  redact_pii_policies: ['person_name'],
  redact_pii_audio: true,
} as const;

/** What exists at the service. */
export interface Known {
  /** The dialogue, finished, transcribed with {@link DIALOGUE_PARAMS}. */
  readonly transcriptId: string;
  /** A request that LeMUR has answered. */
  readonly requestId: string;
  /** A link that can be transcribed. */
  readonly audioUrl: string;
}

/** What an action is tried with: as in the shared scenarios, with questions that the dialogue has answers to. */
export function useOf(entry: AnyEntry, known: Known): Record<string, unknown> {
  const world = { ...known, lemurRequestId: known.requestId };
  const { answers } = scenarios(world).find(({ name }) => name === entry.id)!;
  return formAnswers(entry, { ...answers, ...own(entry.id) });
}

/** Questions that the dialogue has answers to. */
function own(id: string): Readonly<Record<string, unknown>> {
  switch (id) {
    case 'search_words':
      return { words: ['refund', 'money back'] };
    case 'identify_speakers':
      return { speaker_type: 'role', known_values: ['Agent', 'Customer'] };
    default:
      return {};
  }
}

const FIELD_CHARACTERS = 56;
const FIELDS = 3;

/** The first fields of a step's output except IDs, with their labels. @throws Error if the output is empty */
export function inWords({ output }: AnyEntry, result: unknown): string {
  const parts = output
    .filter(({ key }) => !key.includes('[]') && !/(^|_)id$/.test(key))
    .flatMap(({ key, label }) => {
      const value = key
        .split('.')
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], result);
      return value === undefined || value === null ? [] : [`${label}: ${short(value)}`];
    });
  if (parts.length === 0) throw new Error(`The output has none of the expected fields: ${JSON.stringify(result)}`);
  const { file } = result as { readonly file?: unknown };
  return [...parts.slice(0, FIELDS), ...(file === undefined ? [] : [`File: ${short(file)}`])].join('; ');
}

function short(value: unknown): string {
  if (Array.isArray(value)) return `${value.length}${value.length > 0 ? `, first ${short(value[0])}` : ''}`;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= FIELD_CHARACTERS ? text : `${text.slice(0, FIELD_CHARACTERS)}…`;
}
