import { type McpServer, type ReadResourceResult, ResourceTemplate } from '@modelcontextprotocol/server';
import { optionsOf } from '../../catalogue/kit/fields.ts';
import { redactData } from '../../redact-data.ts';
import type { Desk } from './desk.ts';
import { failureInWords } from './failures.ts';
import { overviewOf, pageOf, numberedLines, recordingName } from './reading.ts';
import { cutToFit } from './tokens.ts';
import { optionFields } from './tools/transcribe.ts';
import { BadInputError } from '../../errors.ts';

const TRANSCRIPT = 'assemblyai://transcripts/{transcript_id}';
const FROM_LINE = 'assemblyai://transcripts/{transcript_id}/from/{line}';

/** Transcripts in the list of resources. */
const LISTED = 20;

/** Registers the transcripts of the account, in parts that fit into an answer, and the settings of the transcribe tool. */
export function registerResources(server: McpServer, desk: Desk): void {
  const { client, library, naming, budget } = desk;

  server.registerResource(
    'options',
    'assemblyai://options',
    { title: 'Transcription Options', description: 'Describes every option of transcribe.', mimeType: 'text/markdown' },
    (uri) => contentOf(uri, 'text/markdown', () => Promise.resolve(optionsInWords())),
  );

  server.registerResource(
    'transcript',
    new ResourceTemplate(TRANSCRIPT, {
      async list({ mcpReq: { signal } }) {
        const { transcripts } = await client.transcripts.list({ limit: LISTED, status: 'completed' }, { signal });
        return {
          resources: transcripts.map((item) => ({
            uri: `assemblyai://transcripts/${item.id}`,
            name: item.id,
            title: recordingName(item),
            description: `Created ${item.created.slice(0, 16).replace('T', ' ')}`,
            mimeType: 'text/plain',
          })),
        };
      },
    }),
    { title: 'Transcript', description: 'A transcript: its facts and its beginning.', mimeType: 'text/plain' },
    (uri, { transcript_id: id }, { mcpReq: { signal } }) =>
      contentOf(uri, 'text/plain', async () => overviewOf(await library.get(only(id), signal), naming, budget)),
  );

  server.registerResource(
    'transcript-part',
    new ResourceTemplate(FROM_LINE, { list: undefined }),
    { title: 'Transcript Part', description: 'A transcript from a line, counted from 1.', mimeType: 'text/plain' },
    (uri, { transcript_id: id, line }, { mcpReq: { signal } }) =>
      contentOf(uri, 'text/plain', async () => {
        const all = numberedLines(await library.get(only(id), signal), naming);
        const lines = all.slice(Math.max(0, Number(only(line)) - 1));
        if (lines.length === 0) throw new BadInputError(`The transcript has ${all.length} lines.`, { field: 'line' });
        return pageOf(lines, {
          head: `Transcript ${only(id)}, ${all.length} lines, from line ${lines[0]!.number}:`,
          budget,
          more: (next) => `\nContinued in assemblyai://transcripts/${only(id)}/from/${next}`,
        });
      }),
  );

  /** @throws Error in words, which the client shows */
  async function contentOf(uri: URL, mimeType: string, text: () => Promise<string>): Promise<ReadResourceResult> {
    try {
      const content = cutToFit(redactData(await text(), desk.secrets), budget);
      return { contents: [{ uri: uri.href, mimeType, text: content }] };
    } catch (error) {
      throw new Error(failureInWords(error, desk.secrets));
    }
  }
}

const only = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value) ?? '';

/** Values of a choice that are listed. */
const MOST_VALUES = 8;

function optionsInWords(): string {
  const lines = Object.entries(optionFields).map(([key, field]) => {
    const values = optionsOf(field).map(({ value }) => value);
    const some = values.length === 0 || values.length > MOST_VALUES ? '' : ` (${values.join(', ')})`;
    return `- ${key}${some}: ${field.help}`;
  });
  return ['Options of transcribe. Set only what you need.', '', ...lines].join('\n');
}
