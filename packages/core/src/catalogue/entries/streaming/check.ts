import type { Problem } from '../../../errors.ts';
import { checkRequest } from '../../kit/check.ts';
import type { RuleContext } from '../../kit/entry.ts';
import type { InputOf } from '../../kit/values.ts';
import { applyRules, throwIfWrong } from '../../kit/input.ts';
import { readFields } from '../../kit/reading/fields.ts';
import { noFindings } from '../../kit/reading/say.ts';
import { type StreamingFields, streamingParams } from './params.ts';
import { streamingRules } from './rules.ts';

/**
 * Checks the parameters of a live connection by the catalogue's declarations. Parameters that the catalogue does not
 * know pass: they may be newer than it.
 *
 * @returns what is worth knowing although the connection is made.
 * @throws BadInputError whose `problems` name everything that the API is documented to refuse.
 */
export function checkStreamingParams(
  params: Readonly<Record<string, unknown>>,
  context: Partial<RuleContext> = {},
): readonly Problem[] {
  return checkRequest(streamingParams, params, streamingRules, context);
}

/**
 * Reads the parameters of a live connection as they come from a form or a command line: all of them may be texts.
 *
 * @throws BadInputError whose `problems` name everything that is wrong.
 */
export function readStreamingParams(
  answers: Readonly<Record<string, unknown>>,
  context: Partial<RuleContext> = {},
): InputOf<StreamingFields> {
  const findings = noFindings();
  const full: RuleContext = { region: context.region ?? 'us' };
  const input = readFields(streamingParams, answers, full, 'form', findings);
  applyRules(streamingRules, input, full, findings);
  throwIfWrong(findings);
  return input as InputOf<StreamingFields>;
}
