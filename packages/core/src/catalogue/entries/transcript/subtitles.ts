import { choice, number } from '../../kit/fields.ts';
import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { srtSample } from '../../samples/subtitles.ts';
import { subtitleFormats } from '../../vocabulary/choices.ts';
import { transcriptId } from './fields.ts';

/** Media types by format. SRT has no registered media type. */
const MIME_TYPES = { srt: 'application/x-subrip', vtt: 'text/vtt' } as const;

export const getSubtitles = operation({
  id: 'get_subtitles',
  resource: 'transcript',
  label: 'Get Subtitles',
  action: 'Get subtitles of a transcript',
  help: 'Exports a finished transcript as SRT or WebVTT subtitles.',
  params: {
    transcript_id: transcriptId,
    format: choice({
      label: 'Format',
      help: 'File format of the subtitles.',
      options: subtitleFormats,
      required: true,
      default: 'srt',
      place: 'path',
      source: 'rest.md 6.1',
    }),
    chars_per_caption: number({
      prominence: 'common',
      label: 'Characters per Caption',
      help: 'Maximum number of characters in each caption.',
      whole: true,
      min: 1,
      example: 32,
      place: 'query',
      source: 'rest.md 6.1',
    }),
  },
  effect: 'read',
  reads: 'content',
  async run({ client, input: { transcript_id, format, chars_per_caption }, signal }) {
    const options = { format, charsPerCaption: chars_per_caption, signal };
    const subtitles = await client.transcripts.subtitles(transcript_id, options);
    return subtitlesResult(transcript_id, format, subtitles);
  },
  output: [
    { key: 'subtitles', label: 'Subtitles', type: 'text' },
    { key: 'format', label: 'Format', type: 'text' },
    { key: 'file_name', label: 'File Name', type: 'text' },
    { key: 'mime_type', label: 'File Type', type: 'text' },
  ],
  file: { text: 'subtitles', name: 'file_name', mimeType: 'mime_type' },
  sample: subtitlesResult(KNOWN.transcriptId, 'srt', srtSample),
  example: {
    input: { transcript_id: KNOWN.transcriptId, format: 'srt', chars_per_caption: 32 },
    exchange: [
      {
        method: 'GET',
        path: `/v2/transcript/${KNOWN.transcriptId}/srt`,
        query: { chars_per_caption: '32' },
        answer: srtSample,
      },
    ],
  },
  source: 'rest.md 6.1',
});

interface Subtitles {
  readonly subtitles: string;
  readonly format: 'srt' | 'vtt';
  readonly file_name: string;
  readonly mime_type: string;
}

function subtitlesResult(transcriptId: string, format: 'srt' | 'vtt', subtitles: string): Subtitles {
  return { subtitles, format, file_name: `${transcriptId}.${format}`, mime_type: MIME_TYPES[format] };
}
