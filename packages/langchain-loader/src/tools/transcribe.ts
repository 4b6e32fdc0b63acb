import {
  BadInputError,
  checkPassageUnit,
  clockTime,
  onceEach,
  type PassageUnitId,
  safeLink,
  toTimestampedText,
  type Transcript,
  type TranscribeOnceEach,
  type Usage,
} from '@aai-connectors/core';
import type { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod/v4';
import { clientOf, clockOf } from '../client.ts';
import { documentsOf } from '../output.ts';
import { identify, type KnownSource, recordingOf } from '../loading/source.ts';
import { type AnyStore, journalOf, storeKey } from '../loading/store.ts';
import { identityOf, type Waiting } from '../loading/transcribe.ts';
import type { TranscriptionParams } from '../params.ts';
import { makeTool } from './make.ts';
import { PATIENCE_MS, type ToolOptions } from './options.ts';
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
  /**
   * Counts billed audio, and refuses a job that would exceed the limit before anything is sent. Create it with `createUsage`
   * from `@aai-connectors/langchain/node`. Tools and loaders can share one. The duration of a URL is unknown, so a limit
   * refuses URLs unless the usage has `durationOf` or `whenUnknown: 'allow'`.
   */
  readonly usage?: Usage | undefined;
  /**
   * Stores which transcript belongs to each URL, like the `store` of the loader, so that other processes and later runs do
   * not transcribe it again. If left out, the tool remembers the URLs that it has transcribed.
   */
  readonly store?: AnyStore | undefined;
}

/**
 * Creates a tool that transcribes a public URL or returns an existing transcript. The model receives who said what and
 * when; the artifact is the list of documents. It never reads local files, and transcribes each URL once, however often the
 * model asks.
 */
export function createTranscribeTool(options: TranscribeToolOptions = {}): DynamicStructuredTool {
  const client = clientOf(options);
  const clock = clockOf(options);
  const { params = {}, wait, unit = 'paragraphs', allowUrl, speakerNames, usage, store } = options;
  checkPassageUnit(unit, params);
  const {
    name = 'transcribe_audio',
    description = 'Transcribes an audio or video file at a public https URL, or gets a transcript by its ID. Returns the transcript ID and what was said, by whom and when.',
  } = options;
  let once: Promise<TranscribeOnceEach> | undefined;
  return makeTool(
    { name, description },
    options,
    z.object({
      url: z.string().optional().describe('Public https URL of the audio or video file itself, not of a web page.'),
      transcriptId: z.string().optional().describe('ID of an existing transcript, instead of a URL.'),
    }),
    // Models often send an empty string for an argument they leave out.
    async ({ url = '', transcriptId = '' }: { url?: string; transcriptId?: string }, { signal }) => {
      const id = transcriptId.trim();
      const known = identify(id === '' ? linkOf(url) : { transcriptId: id });
      const waiting = { deadlineMs: PATIENCE_MS, ...wait, signal };
      const transcript = id === '' ? await transcribe(known, waiting) : await transcriptById(client, id, waiting);
      // An earlier call started the job, and did not wait for its end.
      if (usage?.summary.open.transcriptIds.includes(transcript.id) === true) usage.report(transcript);
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

  async function transcribe(
    { item, identity = '', source }: KnownSource,
    waiting: Waiting & { readonly signal: AbortSignal | undefined },
  ): Promise<Transcript> {
    const { audio } = item as { readonly audio: string };
    const key = storeKey(identity, params, client.hosts.api);
    const transcribeOnce = await (once ??= startOnce());
    return transcribeOnce(client, audio, { ...params }, { ...waiting, ...clock, key, label: source, usage, idle });
  }

  async function startOnce(): Promise<TranscribeOnceEach> {
    return onceEach(store === undefined ? undefined : await journalOf(store, clock));
  }

  function summaryOf(transcript: Transcript): string {
    const seconds = transcript.audio_duration;
    const facts = [`Transcript ID: ${transcript.id}`];
    if (typeof seconds === 'number') facts.push(`Duration: ${clockTime(seconds * 1000)}`);
    const text = toTimestampedText(transcript, { unit: 'turn', speakerNames });
    return `${facts.join('\n')}\n\n${text === '' ? 'The recording contains no speech.' : text}`;
  }
}

/** A call waits while another one transcribes the same URL. */
const idle = (until: Promise<void>): Promise<void> => until;
