import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { paragraphsSample } from '../../samples/parts.ts';
import { transcriptId } from './fields.ts';
import { spokenPartsOutput } from './spoken-parts.ts';

export const getParagraphs = operation({
  id: 'get_paragraphs',
  resource: 'transcript',
  label: 'Get Paragraphs',
  action: 'Get the paragraphs of a transcript',
  help: 'Splits a finished transcript into paragraphs.',
  params: { transcript_id: transcriptId },
  effect: 'read',
  reads: 'content',
  run: ({ client, input, signal }) => client.transcripts.paragraphs(input.transcript_id, { signal }),
  output: spokenPartsOutput('paragraphs', 'Paragraph'),
  example: {
    input: { transcript_id: KNOWN.transcriptId },
    exchange: [{ method: 'GET', path: `/v2/transcript/${KNOWN.transcriptId}/paragraphs`, answer: paragraphsSample }],
  },
  source: 'rest.md 6.2',
});
