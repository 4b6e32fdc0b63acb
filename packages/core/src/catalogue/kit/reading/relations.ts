import { conditionInWords, holds, needInWords, valuesOf } from '../conditions.ts';
import { type Field, type Fields, type Option, optionsOf, type Requirement } from '../fields.ts';
import { labelOf, type Manner, optionName } from '../naming.ts';
import type { RuleContext } from '../entry.ts';
import { type Findings, listed, sayAbout } from './say.ts';

type Input = Readonly<Record<string, unknown>>;

/** A field does something once it has a value; a flag, once it is on. */
const isSet = (field: Field | undefined, value: unknown): boolean =>
  field?.kind === 'flag' ? value === true : value !== undefined;

/** Whatever the fields say of each other, of regions, and of their own end. */
export function checkRelations(fields: Fields, input: Input, context: RuleContext, findings: Findings): void {
  for (const [key, field] of Object.entries(fields)) {
    const value = input[key];
    if (!isSet(field, value)) continue;
    const say = sayAbout(findings, key);
    const { label } = field;

    for (const requirement of field.requires ?? []) {
      if (isMet(requirement, fields, input)) continue;
      say(`To use ${label}, ${needInWords(requirement, fields, context.manner)}.`, requirement.level);
    }
    for (const { field: other, level } of field.conflicts ?? []) {
      if (isSet(fields[other], input[other])) say(`Choose ${label} or ${labelOf(fields, other)}, not both.`, level);
    }
    if (field.regions !== undefined && !field.regions.includes(context.region)) {
      say(`${label} is not available in the ${context.region.toUpperCase()} region.`);
    }
    if (!holds(field.showWhen, input, fields)) {
      say(`${label} has no effect unless ${conditionInWords(field.showWhen!, fields, context.manner)}.`, 'warn');
    }
    checkAge(fields, field, value, context, (message) => say(message, 'warn'));
  }
}

function isMet({ field, is, isNot }: Requirement, fields: Fields, input: Input): boolean {
  const value = input[field];
  if (isNot !== undefined) return value !== isNot;
  return is === undefined ? isSet(fields[field], value) : valuesOf(is).includes(value as string);
}

/** Warns of what has gone or is going. The vendor moves quickly, so the request still goes out. */
function checkAge(
  fields: Fields,
  field: Field,
  value: unknown,
  { region, manner }: RuleContext,
  warn: (message: string) => void,
): void {
  const { label, status = 'current', note, replacedBy = '' } = field;
  if (status !== 'current') {
    // A note has the labels of a form.
    const advice = manner !== 'form' && replacedBy in fields ? `Use ${labelOf(fields, replacedBy)} instead.` : note;
    warn(inOneLine(`${label} is ${AGES[status]}.`, advice));
    return;
  }
  const chosen = Array.isArray(value) ? (value as unknown[]) : [value];
  for (const option of optionsOf(field)) {
    if (!chosen.includes(option.value)) continue;
    if (option.status === 'deprecated' || option.status === 'rejected') {
      warn(
        inOneLine(
          `${label}: ${optionName(option, manner)} is ${AGES[option.status]}.`,
          adviceOf(option, field, manner),
        ),
      );
    }
    if (option.regions !== undefined && !option.regions.includes(region)) {
      warn(
        `${label}: ${optionName(option, manner)} is only available in the ${listed(option.regions.map((name) => name.toUpperCase()))} region.`,
      );
    }
  }
}

const AGES = { deprecated: 'deprecated', rejected: "refused by today's API" } as const;

/** The note of an option, which names other options of the field as the reader knows them. */
const adviceOf = ({ note }: Option, field: Field, manner: Manner): string | undefined =>
  optionsOf(field).reduce((text, other) => text?.replaceAll(other.label, optionName(other, manner)), note);

const inOneLine = (sentence: string, note: string | undefined): string =>
  note === undefined ? sentence : `${sentence} ${note}`;
