import { text } from '../../kit/fields.ts';

/** The transcript that an operation works on. */
export const transcriptId = text({
  label: 'Transcript ID',
  help: 'Which transcript, by the ID that transcribing gave.',
  required: true,
  format: 'transcript',
  place: 'path',
  example: '9ea68fd3-f953-42c1-9742-976c447fb463',
  source: 'rest.md 2',
});
