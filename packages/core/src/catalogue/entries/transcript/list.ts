import type { TranscriptListItem, TranscriptPage } from '../../../model.ts';
import { choice, flag, number, text } from '../../kit/fields.ts';
import { operation, type OutputField } from '../../kit/entry.ts';
import { listSample } from '../../samples/parts.ts';
import { audioFileName } from './output.ts';
import { transcriptStatuses } from '../../vocabulary/choices.ts';

/** Maximum number of transcripts on a page. Source: `rest-supplement.md` section 2. */
const LARGEST_PAGE = 200;

/** One page, or all pages combined without page details. */
interface ListResult {
  readonly transcripts: readonly TranscriptListItem[];
  readonly page_details?: TranscriptPage['page_details'];
}

export const listedTranscriptOutput: readonly OutputField[] = [
  { key: 'id', label: 'Transcript ID', type: 'text' },
  { key: 'status', label: 'Status', type: 'text' },
  { key: 'created', label: 'Created', type: 'date' },
  { key: 'completed', label: 'Completed', type: 'date', optional: true },
  { key: 'audio_url', label: 'Audio URL', type: 'url' },
  audioFileName,
  { key: 'error', label: 'Error', type: 'text', optional: true },
];

export const listTranscripts = operation({
  id: 'list_transcripts',
  resource: 'transcript',
  label: 'List Transcripts',
  action: 'List transcripts',
  help: 'Lists the transcripts of the last 90 days, newest first.',
  params: {
    return_all: flag({
      prominence: 'essential',
      label: 'Return All',
      help: 'Return all transcripts or only up to a given limit.',
      place: 'local',
      source: 'ours, over rest.md 7',
    }),
    limit: number({
      prominence: 'essential',
      label: 'Limit',
      help: 'Max number of transcripts to return.',
      whole: true,
      min: 1,
      max: LARGEST_PAGE,
      serverDefault: 10,
      example: 50,
      showWhen: { return_all: false },
      place: 'query',
      source: 'rest-supplement.md 2',
    }),
    status: choice({
      prominence: 'essential',
      label: 'Status',
      help: 'Status of the transcripts to return. Leave empty for all.',
      options: transcriptStatuses,
      place: 'query',
      source: 'rest-supplement.md 2',
    }),
    created_on: text({
      prominence: 'common',
      label: 'Created On',
      help: 'Date on which the transcripts were created. Leave empty for any date.',
      format: 'date',
      example: '2026-01-31',
      place: 'query',
      source: 'rest-supplement.md 2',
    }),
    before_id: text({
      label: 'Before Transcript',
      help: 'Return only transcripts created before this one.',
      format: 'transcript',
      place: 'query',
      source: 'rest.md 7',
    }),
    after_id: text({
      label: 'After Transcript',
      help: 'Return only transcripts created after this one.',
      format: 'transcript',
      place: 'query',
      source: 'rest.md 7',
    }),
    throttled_only: flag({
      label: 'Throttled Only',
      help: 'Return only transcripts that were throttled by the concurrency limit. Ignores the status.',
      serverDefault: false,
      place: 'query',
      source: 'rest-supplement.md 2',
    }),
  },
  effect: 'read',
  reads: 'many',
  async run({ client, input: { return_all, ...query }, signal }): Promise<ListResult> {
    if (return_all !== true) return client.transcripts.list(query, { signal });
    const transcripts: TranscriptListItem[] = [];
    for await (const item of client.transcripts.listAll({ ...query, limit: LARGEST_PAGE }, { signal })) {
      transcripts.push(item);
    }
    return { transcripts };
  },
  output: [
    { key: 'transcripts', label: 'Transcripts', type: 'list' },
    ...listedTranscriptOutput.map((field) => ({ ...field, key: `transcripts[].${field.key}` })),
  ],
  list: 'transcripts',
  example: {
    input: { limit: 2, status: 'completed' },
    exchange: [
      { method: 'GET', path: '/v2/transcript', query: { limit: '2', status: 'completed' }, answer: listSample },
    ],
  },
  source: 'rest.md 7',
});
