import type { Problem } from '../../../errors.ts';
import { checkRequest } from '../../kit/check.ts';
import type { RuleContext } from '../../kit/entry.ts';
import { namedFor } from '../../kit/naming.ts';
import type { InputOf } from '../../kit/values.ts';
import { applyRules, throwIfWrong } from '../../kit/input.ts';
import { readFields } from '../../kit/reading/fields.ts';
import { noFindings } from '../../kit/reading/findings.ts';
import { type StreamingFields, streamingParams } from './params.ts';
import { streamingRules } from './rules.ts';

/**
 * Checks the parameters of a live connection by the catalogue's declarations. Parameters that the catalogue does not
 * know are only a warning, because they may be newer than it, unless their names are slips.
 *
 * @returns what is worth knowing although the connection is made.
 * @throws BadInputError whose `problems` name each slip, and everything that the API is documented to refuse.
 */
export function checkStreamingParams(
  params: Readonly<Record<string, unknown>>,
  context: Partial<RuleContext> = {},
): readonly Problem[] {
  return checkRequest(streamingParams, params, streamingRules, context);
}

/**
 * Reads the parameters of a live connection as they come from a command line or a form: all of them may be texts.
 *
 * @throws BadInputError whose `problems` name everything that is wrong.
 */
export function readStreamingParams(
  answers: Readonly<Record<string, unknown>>,
  context: Partial<RuleContext> = {},
): InputOf<StreamingFields> {
  const findings = noFindings();
  const { region = 'us', manner = 'tool' } = context;
  const full: RuleContext = { region, manner };
  const named = namedFor(manner, streamingParams);
  const input = readFields(named, answers, full, findings);
  applyRules(streamingRules, named, input, full, findings);
  throwIfWrong(findings.problems);
  return input as InputOf<StreamingFields>;
}
