import type { Problem } from '../errors.ts';
import type { Fields } from './fields.ts';
import { applyRules, throwIfWrong } from './input.ts';
import { answersIn } from './layout.ts';
import type { Rule, RuleContext } from './operations.ts';
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
  const full: RuleContext = { region: context.region ?? 'us' };
  const findings = noFindings();
  const input = readFields(transcriptParams, answersIn(transcriptParams, body), full, 'request', findings);
  applyRules(transcriptRules as readonly Rule<Fields>[], input, full, findings);
  throwIfWrong(findings);
  return findings.warnings;
}
