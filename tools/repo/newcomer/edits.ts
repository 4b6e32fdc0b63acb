/** What a newcomer writes, following the recipes in CONTRIBUTING.md. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const ENTRIES = 'packages/core/src/catalogue/entries';

export const PARAMETER = { key: 'newcomer_flag', label: 'Newcomer Flag' } as const;
export const OPERATION = { id: 'get_transcript_status', label: 'Get Transcript Status' } as const;

/** An optional parameter of a transcription: one field in one file. */
export async function addParameter(folder: string): Promise<void> {
  await insert(
    join(folder, `${ENTRIES}/transcript/params/recognition.ts`),
    /export const recognitionParams = \{\n/,
    `  ${PARAMETER.key}: flag({
    group: 'recognition',
    label: '${PARAMETER.label}',
    help: 'Marks the transcript for the newcomer check.',
    serverDefault: false,
    source: 'https://www.assemblyai.com/docs/newcomer',
  }),
`,
  );
  await replace(
    join(folder, `${ENTRIES}/transcript/params/recognition.ts`),
    /import \{ choices, number,/,
    () => 'import { choices, flag, number,',
  );
}

/** A look-up over an endpoint that the client has: its own file, and its place in the list. */
export async function addOperation(folder: string): Promise<void> {
  await writeFile(
    join(folder, `${ENTRIES}/transcript/get-status.ts`),
    `import { operation } from '../../kit/entry.ts';
import { KNOWN } from '../../kit/example.ts';
import { transcriptSample } from '../../samples/transcript.ts';
import { transcriptId } from './fields.ts';

export const getTranscriptStatus = operation({
  id: '${OPERATION.id}',
  resource: 'transcript',
  label: '${OPERATION.label}',
  action: 'Get the status of a transcript',
  help: 'Reads how far a transcript is, without its text.',
  params: { transcript_id: transcriptId },
  effect: 'read',
  reads: 'one',
  async run({ client, input, signal }) {
    const { id, status } = await client.transcripts.get(input.transcript_id, { signal });
    return { id, status };
  },
  output: [
    { key: 'id', label: 'Transcript ID', type: 'text' },
    { key: 'status', label: 'Status', type: 'text' },
  ],
  sample: { id: KNOWN.transcriptId, status: 'completed' },
  example: {
    input: { transcript_id: KNOWN.transcriptId },
    exchange: [{ method: 'GET', path: \`/v2/transcript/\${KNOWN.transcriptId}\`, answer: transcriptSample }],
  },
  source: 'rest.md 5',
});
`,
  );
  const index = join(folder, `${ENTRIES}/index.ts`);
  await insert(
    index,
    /import \{ getTranscript \} from [^\n]*\n/,
    `import { getTranscriptStatus } from './transcript/get-status.ts';\n`,
  );
  await insert(index, /^ {2}getTranscript,\n/m, '  getTranscriptStatus,\n');
}

const insert = (path: string, after: RegExp, text: string): Promise<void> =>
  replace(path, after, (found) => found + text);

/** @throws Error when the file does not hold what the recipe says. */
async function replace(path: string, pattern: RegExp, by: (found: string) => string): Promise<void> {
  const text = await readFile(path, 'utf8');
  if (!pattern.test(text)) throw new Error(`${path} has no ${pattern.source}: the recipe is out of date.`);
  await writeFile(
    path,
    text.replace(pattern, (found) => by(found)),
  );
}
