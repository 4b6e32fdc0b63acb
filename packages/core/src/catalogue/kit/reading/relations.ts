import { conditionInWords, holds, needInWords, valuesOf } from '../conditions.ts';
import { type Field, type Fields, type Option, optionsOf, type Requirement } from '../fields.ts';
import { labelOf, type Manner, optionName } from '../naming.ts';
import type { RuleContext } from '../entry.ts';
import { type Findings, listed, reporterFor } from './findings.ts';

type Input = Readonly<Record<string, unknown>>;

/** Whether a field takes effect: a flag that is on, any other field with a value. */
const isSet = (field: Field | undefined, value: unknown): boolean =>
  field?.kind === 'flag' ? value === true : value !== undefined;

/** Checks requirements, conflicts, regions, conditions, and whether fields and options are still supported. */
export function checkRelations(fields: Fields, input: Input, context: RuleContext, findings: Findings): void {
  for (const [key, field] of Object.entries(fields)) {
    const value = input[key];
    if (!isSet(field, value)) continue;
    const report = reporterFor(findings, key);
    const { label } = field;

    for (const requirement of field.requires ?? []) {
      if (isMet(requirement, fields, input)) continue;
      report(`To use ${label}, ${needInWords(requirement, fields, context.manner)}.`, requirement.level);
    }
    for (const { field: other, level } of field.conflicts ?? []) {
      if (isSet(fields[other], input[other])) report(`Choose ${label} or ${labelOf(fields, other)}, not both.`, level);
    }
    if (field.regions !== undefined && !field.regions.includes(context.region)) {
      const advice =
        context.manner !== 'form' ? 'Remove it.' : field.kind === 'flag' ? 'Turn it off.' : 'Leave it empty.';
      report(`${label} is not available in the ${context.region.toUpperCase()} region. ${advice}`);
    }
    if (!holds(field.showWhen, input, fields)) {
      report(`${label} has no effect unless ${conditionInWords(field.showWhen!, fields, context.manner)}.`, 'warn');
    }
    checkStatus(fields, field, value, context, (message) => report(message, 'warn'));
  }
}

function isMet({ field, is, isNot }: Requirement, fields: Fields, input: Input): boolean {
  const value = input[field];
  if (isNot !== undefined) return value !== isNot;
  return is === undefined ? isSet(fields[field], value) : valuesOf(is).includes(value as string);
}

/** Warns about deprecated and rejected fields and options. The request is still sent: the API may accept them again. */
function checkStatus(
  fields: Fields,
  field: Field,
  value: unknown,
  { region, manner }: RuleContext,
  warn: (message: string) => void,
): void {
  const { label, status = 'current', note, replacedBy = '' } = field;
  if (status !== 'current') {
    // Notes use the labels of the form.
    const advice = manner !== 'form' && replacedBy in fields ? `Use ${labelOf(fields, replacedBy)} instead.` : note;
    warn(inOneLine(`${label} is ${STATUS_WORDS[status]}.`, advice));
    return;
  }
  const chosen = Array.isArray(value) ? (value as unknown[]) : [value];
  for (const option of optionsOf(field)) {
    if (!chosen.includes(option.value)) continue;
    if (option.status === 'deprecated' || option.status === 'rejected') {
      warn(
        inOneLine(
          `${label}: ${optionName(option, manner)} is ${STATUS_WORDS[option.status]}.`,
          adviceOf(option, field, manner),
        ),
      );
    }
    if (option.regions !== undefined && !option.regions.includes(region)) {
      warn(
        `${label}: ${optionName(option, manner)} is available only in the ${listed(option.regions.map((name) => name.toUpperCase()))} region.`,
      );
    }
  }
}

const STATUS_WORDS = { deprecated: 'deprecated', rejected: 'no longer accepted by the API' } as const;

/** The note of an option. Names other options of the field in the terms of the reader. */
const adviceOf = ({ note }: Option, field: Field, manner: Manner): string | undefined =>
  optionsOf(field).reduce((text, other) => text?.replaceAll(other.label, optionName(other, manner)), note);

const inOneLine = (sentence: string, note: string | undefined): string =>
  note === undefined ? sentence : `${sentence} ${note}`;
