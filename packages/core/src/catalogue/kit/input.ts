import { BadInputError, type Problem } from '../../errors.ts';
import type { Fields } from './fields.ts';
import type { AnyEntry, AnyEvent, Complaint, Rule, RuleContext } from './entry.ts';
import { createNamer, namedFor } from './naming.ts';
import type { AnyInput, InputOf } from './values.ts';
import { readFields } from './reading/fields.ts';
import { withoutShortcuts } from './offered.ts';
import { nearest } from './reading/nearest.ts';
import { brief, type Findings, listed, noFindings, sayAbout } from './reading/say.ts';
import { isNothing, isRecord } from './reading/json.ts';

export interface Reading<I> {
  readonly input: I;
  /** What is worth knowing although the request goes out. */
  readonly warnings: readonly Problem[];
}

/**
 * The only place where the answers of a form become input, for all hosts. Empty answers are left out, `false` and `0`
 * are kept, and "true", "2" and "a, b" are read as what their field is.
 *
 * @throws BadInputError whose `problems` name everything that is wrong.
 */
export function readInput<E extends AnyEntry | AnyEvent>(
  { params, rules }: E,
  answers: unknown,
  context: Partial<RuleContext> = {},
): Reading<InputOf<E['params']>> {
  const full: RuleContext = { region: context.region ?? 'us', manner: context.manner ?? 'form' };
  const fields = namedFor(full.manner, params);
  const findings = noFindings();
  if (!isNothing(answers) && !isRecord(answers)) throw new BadInputError('The answers must be an object.');
  const given = withoutShortcuts(params, isRecord(answers) ? answers : {});

  refuseUnknown(fields, given, full, findings);
  const input = readFields(fields, given, full, findings);
  applyRules(rules ?? [], fields, input, full, findings);
  throwIfWrong(findings.problems);
  return { input: input as InputOf<E['params']>, warnings: findings.warnings };
}

/** @param fields labeled for their reader */
export function applyRules(
  rules: readonly Rule<Fields>[],
  fields: Fields,
  input: AnyInput,
  context: RuleContext,
  findings: Findings,
): void {
  const name = createNamer(context.manner, fields);
  // A value that could not be read is missing in the input, but that is not what is wrong with it.
  const wrong = new Set(findings.problems.map(({ field }) => field));
  for (const rule of rules) {
    const complaints = rule(input, context, name);
    if (complaints === undefined || complaints === false) continue;
    const list = Array.isArray(complaints) ? (complaints as readonly Complaint[]) : [complaints as Complaint];
    for (const { field, message, level } of list) if (!wrong.has(field)) sayAbout(findings, field)(message, level);
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

function refuseUnknown(
  fields: Fields,
  answers: Readonly<Record<string, unknown>>,
  { manner }: RuleContext,
  findings: Findings,
): void {
  const entries = Object.entries(fields);
  const named = (key: string): string => (manner === 'form' ? `${fields[key]!.label} (${key})` : key);
  for (const [key, answer] of Object.entries(answers)) {
    if (Object.hasOwn(fields, key) || isNothing(answer)) continue;
    const say = sayAbout(findings, key);
    const name = `"${brief(key)}"`;
    const parts = entries
      .filter(([, field]) => field.at === key || field.at?.startsWith(`${key}.`))
      .map(([part]) => part);
    const like = nearest(key, Object.keys(fields));
    const extra = entries.find(([, field]) => field.layout === 'merge')?.[1];
    if (parts.length > 0)
      say(`There is no field ${name}. ${manner === 'form' ? 'Fill in' : 'Set'} ${listed(parts.map(named))} instead.`);
    else if (like !== undefined) say(`There is no field ${name}. Did you mean ${named(like)}?`);
    else say(`There is no field ${name}.${extra === undefined ? '' : ` For a new parameter, use ${extra.label}.`}`);
  }
}
