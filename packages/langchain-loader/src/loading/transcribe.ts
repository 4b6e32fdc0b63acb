import {
  AbortedError,
  type AssemblyAIError,
  BadInputError,
  checkPassageUnit,
  type Client,
  finished,
  isAssemblyAIError,
  isDeleted,
  isEnded,
  type Media,
  NotFoundError,
  type PassageUnitId,
  type Transcript,
  type WaitOptions,
} from '@aai-connectors/core';
import type { TranscriptionParams } from '../params.ts';
import { type AudioItem, type KnownSource, type LocalFiles, openAudio } from './source.ts';
import { type Memory, storeKey, type TranscriptStore } from './store.ts';

export type Waiting = Pick<WaitOptions, 'deadlineMs' | 'intervalMs'>;

export interface TranscribeSettings {
  /** Made when it is needed: a transcript that is there already needs none. */
  readonly client: () => Client;
  readonly unit: PassageUnitId;
  readonly params: TranscriptionParams;
  readonly files: LocalFiles;
  readonly wait: Waiting & Pick<WaitOptions, 'until'>;
  readonly memory: Memory;
  /** What is done while somebody else works on the same recording. */
  readonly idle: (until: Promise<void>) => Promise<void>;
  readonly signal: AbortSignal | undefined;
  readonly onSubmitted: (transcriptId: string) => void;
  readonly onResumed: (transcriptId: string) => void;
}

/**
 * The finished transcript of a source: of the job the store knows, else of a new one.
 *
 * @throws AssemblyAIError; after the submission it carries the id of the transcript.
 */
export async function transcriptOf(known: KnownSource, settings: TranscribeSettings): Promise<Transcript> {
  const { client, unit, signal } = settings;
  if (signal?.aborted === true) throw new AbortedError('The loading was stopped.', { cause: signal.reason });
  const { item } = known;
  if ('transcript' in item) return finished(ended(item.transcript));
  const transcript = 'transcriptId' in item ? await byId(item.transcriptId, settings) : await of(known, item, settings);
  return withSegments(client(), transcript, unit, signal);
}

/**
 * The transcript, where it is one to work with.
 *
 * @throws NotFoundError for one that was deleted; BadInputError for one that is not finished.
 */
export function ended(transcript: Transcript): Transcript {
  if (isDeleted(transcript)) {
    throw new NotFoundError('This transcript was deleted.', { transcriptId: transcript.id });
  }
  if (isEnded(transcript)) return transcript;
  throw new BadInputError(`This transcript is not finished: it is ${transcript.status}.`, {
    transcriptId: transcript.id,
    hint: 'Load it by its id instead: then it is waited for.',
  });
}

const byId = async (id: string, { client, wait, signal }: TranscribeSettings): Promise<Transcript> =>
  ended(await client().resume(id, { ...wait, signal }));

async function of(known: KnownSource, item: AudioItem, settings: TranscribeSettings): Promise<Transcript> {
  const { unit, files, memory, idle, client } = settings;
  const params = { ...settings.params, ...item.params };
  checkPassageUnit(unit, params);
  const { audio, version } = await openAudio(known, files);
  if (known.identity === '') return submitted(audio, params, settings);
  const key = storeKey(known.identity, version, params, client().hosts.api);
  return memory.alone(key, idle, async () => {
    const earlier = await remembered(key, settings);
    return earlier ?? submitted(audio, params, settings, (id) => note(memory, key, id, known.source));
  });
}

async function remembered(key: string, settings: TranscribeSettings): Promise<Transcript | undefined> {
  const id = await settings.memory.get(key);
  if (id === undefined) return undefined;
  const transcript = await unlessLost(byId(id, settings));
  if (transcript !== undefined) settings.onResumed(id);
  return transcript;
}

/** A new job, waited for. `remember` resolves with what went wrong. */
async function submitted(
  audio: Media,
  params: TranscriptionParams,
  { client, wait, signal, onSubmitted }: TranscribeSettings,
  remember: (id: string) => Promise<AssemblyAIError | undefined> = () => Promise.resolve(undefined),
): Promise<Transcript> {
  let noted: Promise<AssemblyAIError | undefined> = Promise.resolve(undefined);
  const [job] = await Promise.allSettled([
    client().transcribe(audio, params, {
      ...wait,
      signal,
      onSubmitted({ id }) {
        noted = remember(id);
        onSubmitted(id);
      },
    }),
  ]);
  const lost = await noted;
  // A job that is not remembered would be billed again.
  if (lost !== undefined) throw lost;
  if (job.status === 'rejected') throw job.reason;
  return job.value;
}

/** Resolves with what went wrong. */
async function note(
  store: TranscriptStore,
  key: string,
  id: string,
  source: string,
): Promise<AssemblyAIError | undefined> {
  try {
    await store.set(key, id, source);
    return undefined;
  } catch (cause) {
    return new BadInputError(`The store could not remember this transcript: ${String((cause as Error).message)}.`, {
      field: 'store',
      transcriptId: id,
      hint: 'Load it by its id',
      cause,
    });
  }
}

/** A job that failed, or that was deleted, is worth another one. */
async function unlessLost(found: Promise<Transcript>): Promise<Transcript | undefined> {
  try {
    return await found;
  } catch (error) {
    if (isAssemblyAIError(error) && (error.code === 'not_found' || error.code === 'transcript_failed'))
      return undefined;
    throw error;
  }
}

/** With the segments that only another request gives. */
async function withSegments(
  client: Client,
  transcript: Transcript,
  unit: PassageUnitId,
  signal: AbortSignal | undefined,
): Promise<Transcript> {
  if ((unit !== 'sentences' && unit !== 'paragraphs') || !transcript.text) return transcript;
  const answer: Readonly<Record<string, unknown>> = { ...(await client.transcripts[unit](transcript.id, { signal })) };
  return { ...transcript, [unit]: answer[unit] };
}
