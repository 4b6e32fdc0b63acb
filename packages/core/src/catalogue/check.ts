import type { Problem } from '../errors.ts';
import type { Fields } from './fields.ts';
import { applyRules, throwIfWrong } from './input.ts';
import { answersIn } from './layout.ts';
import type { InputOf, Rule, RuleContext } from './operations.ts';
import { streamingParams } from './streaming/params.ts';
import { readFields } from './reading/fields.ts';
import { noFindings } from './reading/say.ts';
import { transcriptParams } from './transcript/params/index.ts';
import { transcriptRules } from './transcript/rules.ts';

/**
 * Checks the body of a transcription request by the same declarations and rules as the form. Parameters that the
 * catalogue does not know pass: they may be newer than it.
 *
 * @returns what is worth knowing although the request goes out.
 * @throws BadInputError whose `problems` name everything that the API is documented to refuse.
 */
export function checkTranscriptParams(
  body: Readonly<Record<string, unknown>>,
  context: Partial<RuleContext> = {},
): readonly Problem[] {
  return check(
    transcriptParams,
    answersIn(transcriptParams, body),
    transcriptRules as readonly Rule<Fields>[],
    context,
  );
}

/**
 * Checks the parameters of a live connection in the same way.
 *
 * @returns what is worth knowing although the connection is made.
 * @throws BadInputError whose `problems` name everything that the API is documented to refuse.
 */
export function checkStreamingParams(
  params: Readonly<Record<string, unknown>>,
  context: Partial<RuleContext> = {},
): readonly Problem[] {
  return check(streamingParams, params, [], context);
}

/**
 * Reads the parameters of a live connection as they come from a form or a command line: all of them may be texts.
 *
 * @throws BadInputError whose `problems` name everything that is wrong.
 */
export function readStreamingParams(
  answers: Readonly<Record<string, unknown>>,
  context: Partial<RuleContext> = {},
): InputOf<typeof streamingParams> {
  const findings = noFindings();
  const input = readFields(streamingParams, answers, { region: context.region ?? 'us' }, 'form', findings);
  throwIfWrong(findings);
  return input as InputOf<typeof streamingParams>;
}

function check(
  fields: Fields,
  answers: Readonly<Record<string, unknown>>,
  rules: readonly Rule<Fields>[],
  context: Partial<RuleContext>,
): readonly Problem[] {
  const full: RuleContext = { region: context.region ?? 'us' };
  const findings = noFindings();
  const input = readFields(fields, answers, full, 'request', findings);
  applyRules(rules, input, full, findings);
  throwIfWrong(findings);
  return findings.warnings;
}
