import type { Condition, Field, Fields, Requirement, Scalar } from './fields.ts';
import { labelOf, type Manner, scalarName } from './naming.ts';
import { formCondition } from './offered.ts';
import { listed } from './reading/findings.ts';

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

/** The condition in a message: `Speaker Labels is on`, or `speaker_labels is true` for programs. */
export function conditionInWords(condition: Condition, fields: Fields, manner: Manner = 'form'): string {
  return listed(
    Object.entries(manner === 'request' ? condition : formCondition(condition, fields)).map(
      ([key, wanted]) => `${labelOf(fields, key)} is ${valueInWords(wanted, fields[key], manner)}`,
    ),
  );
}

/** The requirement as an instruction: `turn on PII Redaction`, or `set redact_pii to true` for programs. */
export function needInWords({ field, is, isNot }: Requirement, fields: Fields, manner: Manner): string {
  const label = labelOf(fields, field);
  const words = (wanted: Scalar | readonly Scalar[]): string => valueInWords(wanted, fields[field], manner);
  if (manner !== 'form') {
    if (isNot !== undefined) return `do not set ${label} to ${words(isNot)}`;
    return `set ${label}${is === undefined ? '' : ` to ${words(is)}`}`;
  }
  if (is === true) return `turn on ${label}`;
  if (isNot === false) return `do not turn off ${label}`;
  if (isNot !== undefined) return `choose an option other than ${words(isNot)} for ${label}`;
  if (is === undefined) return `fill in ${label}`;
  return `choose ${words(is)} for ${label}`;
}

export const valuesOf = (wanted: Scalar | readonly Scalar[]): readonly Scalar[] =>
  Array.isArray(wanted) ? (wanted as readonly Scalar[]) : [wanted as Scalar];

const valueInWords = (wanted: Scalar | readonly Scalar[], field: Field | undefined, manner: Manner): string =>
  listed(
    valuesOf(wanted).map((value) => scalarName(value, field, manner)),
    'or',
  );
