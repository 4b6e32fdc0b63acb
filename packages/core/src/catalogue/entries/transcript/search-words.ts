import { terms } from '../../kit/fields.ts';
import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { wordSearchSample } from '../../samples/parts.ts';
import { transcriptId } from './fields.ts';

export const searchWords = operation({
  id: 'search_words',
  resource: 'transcript',
  label: 'Search Words',
  action: 'Search for words in a transcript',
  help: 'Finds words or phrases in a finished transcript, with the times they are said.',
  params: {
    transcript_id: transcriptId,
    words: terms({
      label: 'Words',
      help: 'Words, numbers, or phrases to find. Up to 5 words each.',
      required: true,
      maxWords: 5,
      example: ['smoke', 'air quality'],
      place: 'query',
      source: 'rest.md 6.3',
    }),
  },
  effect: 'read',
  reads: 'one',
  run: ({ client, input, signal }) => client.transcripts.wordSearch(input.transcript_id, input.words, { signal }),
  output: [
    { key: 'id', label: 'Transcript ID', type: 'text' },
    { key: 'total_count', label: 'Total Count', type: 'number' },
    { key: 'matches', label: 'Matches', type: 'list' },
    { key: 'matches[].text', label: 'Match Text', type: 'text' },
    { key: 'matches[].count', label: 'Match Count', type: 'number' },
    { key: 'matches[].timestamps', label: 'Match Times (ms)', type: 'list' },
    { key: 'matches[].indexes', label: 'Match Positions', type: 'list' },
  ],
  example: {
    input: { transcript_id: KNOWN.transcriptId, words: ['smoke', 'air quality'] },
    exchange: [
      {
        method: 'GET',
        path: `/v2/transcript/${KNOWN.transcriptId}/word-search`,
        query: { words: 'smoke,air quality' },
        answer: wordSearchSample,
      },
    ],
  },
  source: 'rest.md 6.3',
});
