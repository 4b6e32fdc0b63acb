import { type Condition, type Field, type Fields, optionsOf, type Requirement, type Scalar } from './fields.ts';
import { listed } from './reading/say.ts';

/** Whether a field with this condition is shown and sent. */
export function holds(
  condition: Condition | undefined,
  input: Readonly<Record<string, unknown>>,
  fields: Fields,
): boolean {
  return Object.entries(condition ?? {}).every(([key, wanted]) => {
    const value = input[key] ?? (fields[key]?.kind === 'flag' ? false : undefined);
    return valuesOf(wanted).includes(value as Scalar);
  });
}

/** The condition in words: `Speaker Labels is on`. */
export function conditionInWords(condition: Condition, fields: Fields): string {
  return listed(
    Object.entries(condition).map(([key, wanted]) => `${labelOf(fields, key)} is ${valueInWords(wanted, fields[key])}`),
  );
}

/** What a field needs, in words: `Turn on PII Redaction`. */
export function needInWords({ field, is, isNot }: Requirement, fields: Fields): string {
  const label = labelOf(fields, field);
  if (is === true) return `turn on ${label}`;
  if (isNot === false) return `do not turn off ${label}`;
  if (isNot !== undefined) return `choose something else than ${valueInWords(isNot, fields[field])} for ${label}`;
  if (is === undefined) return `fill in ${label}`;
  return `choose ${valueInWords(is, fields[field])} for ${label}`;
}

export const labelOf = (fields: Fields, key: string): string => fields[key]?.label ?? key;

export const valuesOf = (wanted: Scalar | readonly Scalar[]): readonly Scalar[] =>
  Array.isArray(wanted) ? (wanted as readonly Scalar[]) : [wanted as Scalar];

function valueInWords(wanted: Scalar | readonly Scalar[], field: Field | undefined): string {
  const words = valuesOf(wanted).map((value) => {
    if (typeof value === 'boolean') return value ? 'on' : 'off';
    const option = field === undefined ? undefined : optionsOf(field).find((known) => known.value === value);
    return option?.label ?? String(value);
  });
  return listed(words, 'or');
}
