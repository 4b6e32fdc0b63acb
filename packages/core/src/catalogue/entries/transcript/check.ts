import type { Problem } from '../../../errors.ts';
import { checkRequest } from '../../kit/check.ts';
import type { RuleContext } from '../../kit/entry.ts';
import { transcriptParams } from './params/index.ts';
import { transcriptRules } from './rules.ts';

/**
 * Checks the body of a transcription request by the same declarations and rules as the form. Parameters that the
 * catalogue does not know are only a warning, because they may be newer than it, unless their names are slips.
 *
 * @returns what is worth knowing although the request goes out.
 * @throws BadInputError whose `problems` name each slip, and everything that the API is documented to refuse.
 */
export function checkTranscriptParams(
  body: Readonly<Record<string, unknown>>,
  context: Partial<RuleContext> = {},
): readonly Problem[] {
  return checkRequest(transcriptParams, body, transcriptRules, context);
}
