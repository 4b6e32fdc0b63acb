import { operation } from '../../kit/entry.ts';
import { sentencesSample } from '../../samples/parts.ts';
import { transcriptId } from './fields.ts';
import { spokenPartsOutput } from './spoken-parts.ts';

export const getSentences = operation({
  id: 'get_sentences',
  resource: 'transcript',
  label: 'Get Sentences',
  action: 'Get the sentences of a transcript',
  help: 'Divides a finished transcript into sentences.',
  params: { transcript_id: transcriptId },
  effect: 'read',
  run: ({ client, input, signal }) => client.transcripts.sentences(input.transcript_id, { signal }),
  output: spokenPartsOutput('sentences', 'Sentence'),
  sample: sentencesSample,
  source: 'rest.md 6.2',
});
