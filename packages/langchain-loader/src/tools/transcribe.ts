import {
  BadInputError,
  checkPassageUnit,
  type PassageUnitId,
  toTimestampedText,
  type Transcript,
} from '@aai-connectors/core';
import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod/v4';
import { clientOf } from '../client.ts';
import { documentsOf } from '../output.ts';
import { identify, recordingOf } from '../loading/source.ts';
import { identityOf, type Waiting } from '../loading/transcribe.ts';
import { clockTime } from '../metadata.ts';
import type { TranscriptionParams } from '../params.ts';
import { makeTool } from './make.ts';
import { PATIENCE_MS, type ToolOptions } from './options.ts';
import { safeLink } from './safe-link.ts';
import { transcriptById } from './transcript.ts';

/** Options of {@link createTranscribeTool}. */
export interface TranscribeToolOptions extends ToolOptions {
  /** Parameters of every transcription. The model cannot change them. */
  readonly params?: TranscriptionParams | undefined;
  /** How long a call waits before it returns the transcript ID to check later. @default 10 minutes */
  readonly wait?: Waiting | undefined;
  /** Unit of the artifact's documents. @default 'paragraphs' */
  readonly unit?: PassageUnitId | undefined;
  /** Decides which URLs may be transcribed. @default public https URLs */
  readonly allowUrl?: ((url: URL) => boolean) | undefined;
}

/**
 * Creates a tool that transcribes a public URL or returns an existing transcript. The model receives who said what and
 * when; the artifact is the list of documents. It never reads local files.
 */
export function createTranscribeTool(options: TranscribeToolOptions = {}): DynamicStructuredTool {
  const client = clientOf(options);
  const { params = {}, wait, unit = 'paragraphs', allowUrl, speakerNames } = options;
  checkPassageUnit(unit, params);
  const {
    name = 'transcribe_audio',
    description = 'Transcribes an audio or video file at a public https URL, or gets a transcript by its ID. Returns the transcript ID and what was said, by whom and when.',
  } = options;
  return makeTool(
    { name, description },
    options,
    z.object({
      url: z.string().optional().describe('Public https URL of the audio or video file itself, not of a web page.'),
      transcriptId: z.string().optional().describe('ID of an existing transcript, instead of a URL.'),
    }),
    // Models often send an empty string for an argument they leave out.
    async ({ url = '', transcriptId = '' }: { url?: string; transcriptId?: string }, { signal }) => {
      const waiting = { deadlineMs: PATIENCE_MS, ...wait, signal };
      const id = transcriptId.trim();
      const transcript =
        id === '' ? await client.transcribe(linkOf(url), params, waiting) : await transcriptById(client, id, waiting);
      const known = identify(id === '' ? linkOf(url) : { transcriptId: id });
      const documents = documentsOf(
        transcript,
        { unit, speakerNames },
        { ...recordingOf(transcript, known), identity: identityOf(known.item, transcript, known.identity) },
      );
      return [summaryOf(transcript), documents];
    },
  );

  function linkOf(url: string): string {
    if (url.trim() === '') throw new BadInputError('Set url or transcriptId.', { field: 'url' });
    return safeLink(url, allowUrl);
  }

  function summaryOf(transcript: Transcript): string {
    const seconds = transcript.audio_duration;
    const facts = [`Transcript ID: ${transcript.id}`];
    if (typeof seconds === 'number') facts.push(`Duration: ${clockTime(seconds * 1000)}`);
    const text = toTimestampedText(transcript, { unit: 'turn', speakerNames });
    return `${facts.join('\n')}\n\n${text === '' ? 'The recording contains no speech.' : text}`;
  }
}
