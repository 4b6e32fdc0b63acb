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
 * Checks the parameters of a streaming session against the declarations and rules of the catalogue. An unknown parameter
 * is only a warning, because it may be newer than the catalogue, unless its name looks like a typo.
 *
 * @returns warnings, which do not prevent the connection.
 * @throws BadInputError whose `problems` list each typo, and everything that the API is documented to reject.
 */
export function checkStreamingParams(
  params: Readonly<Record<string, unknown>>,
  context: Partial<RuleContext> = {},
): readonly Problem[] {
  return checkRequest(streamingParams, params, streamingRules, context);
}

/**
 * Reads the parameters of a streaming session from a command line or a form, where every value may be a string.
 *
 * @throws BadInputError whose `problems` list every error.
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
