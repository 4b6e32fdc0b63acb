import type { Problem } from '../../../errors.ts';
import { checkRequest } from '../../kit/check.ts';
import type { RuleContext } from '../../kit/entry.ts';
import { transcriptParams } from './params/index.ts';
import { transcriptRules } from './rules.ts';

/**
 * Checks the body of a transcription request against the declarations and rules of the form. An unknown parameter is
 * only a warning, because it may be newer than the catalogue, unless its name looks like a typo.
 *
 * @returns warnings, which do not prevent the request.
 * @throws BadInputError whose `problems` list each typo, and everything that the API is documented to reject.
 */
export function checkTranscriptParams(
  body: Readonly<Record<string, unknown>>,
  context: Partial<RuleContext> = {},
): readonly Problem[] {
  return checkRequest(transcriptParams, body, transcriptRules, context);
}
