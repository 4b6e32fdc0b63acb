import { KNOWN } from '../../kit/example.ts';
import { text } from '../../kit/fields.ts';

/** The transcript to process. */
export const transcriptId = text({
  label: 'Transcript ID',
  help: 'ID of the transcript, as returned by Transcribe Audio.',
  required: true,
  format: 'transcript',
  place: 'path',
  example: KNOWN.transcriptId,
  source: 'rest.md 2',
});
