import type { Problem } from '../../errors.ts';
import type { Rule, RuleContext } from './entry.ts';
import { type Fields, pathOf } from './fields.ts';
import { applyRules, throwIfWrong } from './input.ts';
import { answersIn } from './layout.ts';
import { namedFor } from './naming.ts';
import { readFields } from './reading/fields.ts';
import { noFindings } from './reading/say.ts';
import { checkNames } from './unknown.ts';

/**
 * Checks a request body by the same declarations and rules as a form. Messages have the names of the API. Names that
 * `fields` does not have may be newer than it: they are only a warning, unless they are slips.
 *
 * @returns what is worth knowing although the request goes out.
 * @throws BadInputError whose `problems` name each slip, and everything that the API is documented to refuse.
 */
export function checkRequest(
  fields: Fields,
  body: Readonly<Record<string, unknown>>,
  rules: readonly Rule<Fields>[],
  { region = 'us' }: Partial<RuleContext>,
): readonly Problem[] {
  const context: RuleContext = { region, manner: 'request' };
  const named = namedFor('request', fields);
  const findings = noFindings();
  const names = noFindings();
  checkNames(fields, body, names);
  const input = readFields(named, answersIn(fields, body), context, findings);
  applyRules(rules, named, input, context, findings);
  const withPath = ({ field = '', message }: Problem): Problem => ({
    field: Object.hasOwn(fields, field) ? pathOf(field, fields[field]!) : field,
    message,
  });
  throwIfWrong([...names.problems, ...findings.problems.map(withPath)]);
  return [...names.warnings, ...findings.warnings.map(withPath)];
}
