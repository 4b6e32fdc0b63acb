import { type AnyInput, BadInputError, type Fields, findEntry, type Problem, readInput } from '../../src/index.ts';

export const AUDIO = { audio_url: 'https://example.com/a.mp3' };

interface Outcome {
  readonly input?: AnyInput;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

const messages = (problems: readonly Problem[]): string[] => problems.map(({ message }) => message);

/** Reads answers. Returns the input and warnings, or the problems. */
export function reading(id: string, answers: unknown, region: 'us' | 'eu' = 'us'): Outcome {
  try {
    const { input, warnings } = readInput(findEntry(id)!, answers, { region });
    return { input, problems: [], warnings: messages(warnings) };
  } catch (thrown) {
    if (!(thrown instanceof BadInputError)) throw thrown;
    return { problems: messages(thrown.problems), warnings: [] };
  }
}

export const transcribing = (answers: object, region?: 'us' | 'eu'): Outcome =>
  reading('transcribe', { ...AUDIO, ...answers }, region);

/** Every field of a form, columns included, with a name to show. */
export function everyField(
  params: Fields,
  prefix = '',
): (readonly [name: string, field: Fields[string], siblings: Fields])[] {
  return Object.entries(params).flatMap(([key, field]) => [
    [`${prefix}${key}`, field, params] as const,
    ...(field.kind === 'rows' ? everyField(field.columns, `${prefix}${key}.`) : []),
  ]);
}
