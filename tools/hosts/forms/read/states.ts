import type { FormField } from './form.ts';

export type Answers = Readonly<Record<string, unknown>>;

/** A form whose fields depend on the answers so far. */
export interface LiveForm {
  /** The fields for these answers. */
  ask(answers: Answers): Promise<readonly FormField[]>;
  /** Whether the host asks again when this field is answered. */
  alters(field: FormField): boolean;
}

/** What a form holds that nobody touched. */
export const untouched = (fields: readonly FormField[]): Answers =>
  Object.fromEntries(fields.flatMap(({ key, start }) => (start === undefined ? [] : [[key, start]])));

/** Most times that an answer may reveal a field that reveals another one. */
const DEPTH = 10;

/**
 * Every field that some state of the form has: each switch on and off and each choice chosen, while the other switches
 * are on and lists hold all they offer.
 *
 * @throws Error if the form has new fields without end
 */
export async function everyField({ ask, alters }: LiveForm): Promise<readonly FormField[]> {
  const known = new Map<string, FormField>();
  const learn = async (answers: Answers): Promise<void> => {
    for (const field of await ask(answers)) if (!known.has(field.key)) known.set(field.key, field);
  };
  await learn({});
  await learn(untouched([...known.values()]));
  for (let round = 0; round < DEPTH; round++) {
    const before = known.size;
    const controls = [...known.values()].filter(alters);
    const everything = Object.fromEntries(controls.map((field) => [field.key, answersOf(field)[0]]));
    await learn(everything);
    for (const field of controls)
      for (const answer of answersOf(field).slice(1)) await learn({ ...everything, [field.key]: answer });
    if (known.size === before) return [...known.values()];
  }
  throw new Error(`After ${DEPTH} rounds of answers the form still has new fields: ${[...known.keys()].join(', ')}`);
}

/** Answers that may change the form, first the one that reveals most. */
function answersOf({ control, options = [] }: FormField): readonly unknown[] {
  const values = options.map(({ value }) => value);
  if (control === 'toggle') return [true, false];
  if (control === 'choices') return [values, []];
  return control === 'choice' ? values : ['something'];
}
