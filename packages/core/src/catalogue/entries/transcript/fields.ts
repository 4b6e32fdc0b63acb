import { KNOWN } from '../../kit/example.ts';
import { text } from '../../kit/fields.ts';

/** The transcript that an operation works on. */
export const transcriptId = text({
  label: 'Transcript ID',
  help: 'Which transcript, by the ID that transcribing gave.',
  required: true,
  format: 'transcript',
  place: 'path',
  example: KNOWN.transcriptId,
  source: 'rest.md 2',
});
