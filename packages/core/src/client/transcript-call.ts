import { pathId } from './ids.ts';
import type { Call } from './call.ts';

/**
 * A call about one transcript.
 *
 * @param below the path after the ID, starting with a slash
 * @throws BadInputError for an ID that a path cannot contain
 */
export const transcriptCall = (
  name: string,
  id: string,
  below = '',
  method: Call['method'] = 'GET',
): Call & { readonly transcriptId: string } => ({
  operation: `transcripts.${name}`,
  method,
  path: `/v2/transcript/${pathId(id, 'transcript_id')}${below}`,
  repeat: 'freely',
  transcriptId: id.trim(),
});
