import type { Problem } from '../../errors.ts';
import type { Rule, RuleContext } from './entry.ts';
import { type Fields, pathOf } from './fields.ts';
import { applyRules, throwIfWrong } from './input.ts';
import { answersIn } from './layout.ts';
import { namedFor } from './naming.ts';
import { readFields } from './reading/fields.ts';
import { noFindings } from './reading/findings.ts';
import { checkNames } from './unknown.ts';

/**
 * Checks a request body with the declarations and rules that also check forms. Messages use the API's names. A parameter
 * that is not in `fields` causes a warning, because it may be newer than the catalogue, or an error if it is a typo.
 *
 * @returns warnings, which do not prevent the request.
 * @throws BadInputError. Its `problems` list each typo, and everything that the API is documented to reject.
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
