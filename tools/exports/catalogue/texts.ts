import { KNOWN } from '@aai-connectors/core';

/** Names of the account values that examples contain, for formats with variables. */
export const VARIABLES = {
  transcript_id: KNOWN.transcriptId,
  audio_url: KNOWN.audioUrl,
  request_id: KNOWN.lemurRequestId,
};

/** The JSON of an example, with variables in place of its account values. */
export function withVariables(value: unknown, write: (name: string) => string): string {
  return Object.entries(VARIABLES).reduce(
    (text, [name, known]) => text.replaceAll(known, write(name)),
    typeof value === 'string' ? value : JSON.stringify(value, null, 2),
  );
}
