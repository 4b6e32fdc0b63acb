import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { sentencesSample } from '../../samples/parts.ts';
import { transcriptId } from './fields.ts';
import { spokenPartsOutput } from './spoken-parts.ts';

export const getSentences = operation({
  id: 'get_sentences',
  resource: 'transcript',
  label: 'Get Sentences',
  action: 'Get the sentences of a transcript',
  help: 'Splits a finished transcript into sentences.',
  params: { transcript_id: transcriptId },
  effect: 'read',
  reads: 'content',
  run: ({ client, input, signal }) => client.transcripts.sentences(input.transcript_id, { signal }),
  output: spokenPartsOutput('sentences', 'Sentence'),
  example: {
    input: { transcript_id: KNOWN.transcriptId },
    exchange: [{ method: 'GET', path: `/v2/transcript/${KNOWN.transcriptId}/sentences`, answer: sentencesSample }],
  },
  source: 'rest.md 6.2',
});
