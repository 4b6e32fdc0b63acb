import type { Problem } from '../../errors.ts';
import type { Rule, RuleContext } from './entry.ts';
import type { Fields } from './fields.ts';
import { applyRules, throwIfWrong } from './input.ts';
import { readFields } from './reading/fields.ts';
import { noFindings } from './reading/say.ts';

/**
 * Checks values that are to be sent as they are, by the same declarations and rules as a form. Names that `fields` does
 * not have pass: they may be newer than it.
 *
 * @returns what is worth knowing although the request goes out.
 * @throws BadInputError whose `problems` name everything that the API is documented to refuse.
 */
export function checkRequest(
  fields: Fields,
  values: Readonly<Record<string, unknown>>,
  rules: readonly Rule<Fields>[],
  context: Partial<RuleContext>,
): readonly Problem[] {
  const full: RuleContext = { region: context.region ?? 'us' };
  const findings = noFindings();
  const input = readFields(fields, values, full, 'request', findings);
  applyRules(rules, input, full, findings);
  throwIfWrong(findings);
  return findings.warnings;
}
