import type { Transcript } from '@aai-connectors/core';
import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod/v4';
import { clientOf } from '../client.ts';
import { documentsOf, type TranscriptDocument } from '../output.ts';
import { identify, recordingOf } from '../loading/source.ts';
import { identityOf } from '../loading/transcribe.ts';
import { makeTool } from './make.ts';
import { type ToolOptions } from './options.ts';
import { transcriptById } from './transcript.ts';

/** Options of {@link createSearchTranscriptTool}. */
export interface SearchTranscriptToolOptions extends ToolOptions {
  /** Transcript to search. If set, the model cannot choose another. */
  readonly transcriptId?: string | undefined;
}

interface Found {
  readonly text: string;
  readonly count: number;
  readonly sentences: readonly TranscriptDocument[];
}

/**
 * Creates a tool that finds words and phrases in a transcript with the API's word search. It returns each match with its
 * sentence, speaker and time. The artifact is the list of those sentences as documents.
 */
export function createSearchTranscriptTool(options: SearchTranscriptToolOptions = {}): DynamicStructuredTool {
  const client = clientOf(options);
  const { transcriptId: fixed, speakerNames } = options;
  const {
    name = 'search_transcript',
    description = 'Finds exact words, numbers or phrases of up to five words in a transcript, with the sentence, the speaker and the time of each.',
  } = options;
  const words = z.array(z.string().min(1)).min(1).describe('Words, numbers or phrases of up to five words.');
  const transcriptId = z.string().min(1).describe('ID of the transcript to search.');
  return makeTool(
    { name, description },
    options,
    fixed === undefined ? z.object({ words, transcriptId }) : z.object({ words }),
    async (input: { words: string[]; transcriptId?: string }, { signal }) => {
      const id = fixed ?? input.transcriptId!;
      const transcript = await transcriptById(client, id, { signal });
      const { matches } = await client.transcripts.wordSearch(id, input.words, { signal });
      const sentences = sentencesOf(transcript);
      const found = matches.map(({ text, count, timestamps }): Found => ({
        text,
        count,
        sentences: sentences.filter(({ metadata: { start_ms = 0, end_ms = 0 } }) =>
          timestamps.some(([start]) => start >= start_ms && start < end_ms),
        ),
      }));
      const artifact = sentences.filter((one) => found.some((match) => match.sentences.includes(one)));
      return [summaryOf(found, input.words), artifact];
    },
  );

  function sentencesOf(transcript: Transcript): TranscriptDocument[] {
    const known = identify({ transcriptId: transcript.id });
    return documentsOf(
      transcript,
      { unit: 'sentences', speakerNames },
      { ...recordingOf(transcript, known), identity: identityOf(known.item, transcript, known.identity) },
    );
  }
}

function summaryOf(found: readonly Found[], words: readonly string[]): string {
  const said = new Set(found.map(({ text }) => bare(text)));
  const unsaid = words.filter((word) => !said.has(bare(word)));
  const parts = found.map(({ text, count, sentences }) =>
    [`"${text}" was said ${count === 1 ? 'once' : `${count} times`}:`, ...sentences.map(line)].join('\n'),
  );
  if (unsaid.length > 0) parts.push(`Not found: ${unsaid.join(', ')}.`);
  return parts.join('\n\n');
}

/** Normalized like in the API's search, which ignores case and punctuation. */
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const line = ({ pageContent, metadata: { start_time = '', speaker } }: TranscriptDocument): string =>
  `[${start_time}] ${speaker === undefined ? '' : `${speaker}: `}${pageContent}`;
