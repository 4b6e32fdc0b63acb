import { BadInputError, type Problem } from '../../errors.ts';
import type { Fields } from './fields.ts';
import type { AnyEntry, AnyEvent, Complaint, Rule, RuleContext } from './entry.ts';
import { createNamer, namedFor } from './naming.ts';
import type { AnyInput, InputOf } from './values.ts';
import { readFields } from './reading/fields.ts';
import { withoutShortcuts } from './offered.ts';
import { nearest } from './reading/nearest.ts';
import { brief, type Findings, listed, noFindings, reporterFor } from './reading/findings.ts';
import { isNothing, isRecord } from './reading/json.ts';

export interface Reading<I> {
  readonly input: I;
  /** Warnings, which do not prevent the request. */
  readonly warnings: readonly Problem[];
}

/**
 * Converts the answers of a form to input, for all hosts. Omits empty answers, keeps `false` and `0`, and converts
 * "true", "2" and "a, b" to the type of their field.
 *
 * @throws BadInputError. Its `problems` list every invalid answer.
 */
export function readInput<E extends Pick<AnyEntry | AnyEvent, 'params' | 'rules'>>(
  { params, rules }: E,
  answers: unknown,
  context: Partial<RuleContext> = {},
): Reading<InputOf<E['params']>> {
  const full: RuleContext = { region: context.region ?? 'us', manner: context.manner ?? 'form' };
  const fields = namedFor(full.manner, params);
  const findings = noFindings();
  if (!isNothing(answers) && !isRecord(answers))
    throw new BadInputError('The input must be an object with a property for each field.');
  const given = withoutShortcuts(params, isRecord(answers) ? answers : {});

  reportUnknown(fields, given, full, findings);
  const input = readFields(fields, given, full, findings);
  applyRules(rules ?? [], fields, input, full, findings);
  throwIfWrong(findings.problems);
  return { input: input as InputOf<E['params']>, warnings: findings.warnings };
}

/** @param fields with labels in the terms of the reader */
export function applyRules(
  rules: readonly Rule<Fields>[],
  fields: Fields,
  input: AnyInput,
  context: RuleContext,
  findings: Findings,
): void {
  const name = createNamer(context.manner, fields);
  // A value that could not be read is absent from the input: rules must not report it as missing.
  const invalid = new Set(findings.problems.map(({ field }) => field));
  for (const rule of rules) {
    const found = rule(input, context, name);
    if (found === undefined || found === false) continue;
    const list = Array.isArray(found) ? (found as readonly Complaint[]) : [found as Complaint];
    for (const { field, message, level } of list) if (!invalid.has(field)) reporterFor(findings, field)(message, level);
  }
}

export function throwIfWrong(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first === undefined) return;
  throw new BadInputError(problems.map(({ message }) => message).join(' '), {
    problems,
    ...(others.length === 0 && first.field !== undefined && { field: first.field }),
  });
}

function reportUnknown(
  fields: Fields,
  answers: Readonly<Record<string, unknown>>,
  { manner }: RuleContext,
  findings: Findings,
): void {
  const entries = Object.entries(fields);
  const named = (key: string): string => (manner === 'form' ? `${fields[key]!.label} (${key})` : key);
  for (const [key, answer] of Object.entries(answers)) {
    if (Object.hasOwn(fields, key) || isNothing(answer)) continue;
    const report = reporterFor(findings, key);
    const name = `"${brief(key)}"`;
    const parts = entries
      .filter(([, field]) => field.at === key || field.at?.startsWith(`${key}.`))
      .map(([part]) => part);
    const like = nearest(key, Object.keys(fields));
    const extra = entries.find(([, field]) => field.layout === 'merge')?.[1];
    if (parts.length > 0)
      report(
        `There is no field ${name}. ${manner === 'form' ? 'Fill in' : 'Set'} ${listed(parts.map(named))} instead.`,
      );
    else if (like !== undefined) report(`There is no field ${name}. Did you mean ${named(like)}?`);
    else
      report(`There is no field ${name}.${extra === undefined ? '' : ` To send a new parameter, use ${extra.label}.`}`);
  }
}
