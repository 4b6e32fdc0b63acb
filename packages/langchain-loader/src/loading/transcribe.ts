import {
  AbortedError,
  BadInputError,
  checkPassageUnit,
  type Client,
  finished,
  isEnded,
  type OnceEachOptions,
  type PassageUnitId,
  type Transcript,
  type TranscribeOnceEach,
  type Usage,
  type WaitOptions,
} from '@aai-connectors/core';
import type { TranscriptionParams } from '../params.ts';
import { type AudioItem, type KnownSource, type LocalFiles, openAudio } from './source.ts';
import { storeKey } from './store.ts';

export type Waiting = Pick<WaitOptions, 'deadlineMs' | 'intervalMs'>;

export interface TranscribeSettings {
  /** Made when it is needed: a transcript that is there already needs none. */
  readonly client: () => Client;
  readonly unit: PassageUnitId;
  readonly params: TranscriptionParams;
  readonly files: LocalFiles;
  readonly wait: Waiting & Pick<WaitOptions, 'until'>;
  /** Transcribes each recording once. */
  readonly once: TranscribeOnceEach;
  readonly usage: Usage | undefined;
  readonly clock: Pick<OnceEachOptions, 'now' | 'sleep'>;
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
  const transcript =
    'transcriptId' in item
      ? await client().resume(item.transcriptId, { ...settings.wait, signal })
      : await of(known, item, settings);
  return withSegments(client(), transcript, unit, signal);
}

/**
 * The transcript, if it has ended.
 *
 * @throws BadInputError for one that is not finished
 */
function ended(transcript: Transcript): Transcript {
  if (isEnded(transcript)) return transcript;
  throw new BadInputError(`This transcript is not finished: it is ${transcript.status}.`, {
    transcriptId: transcript.id,
    hint: 'Load it by its id instead: then it is waited for.',
  });
}

async function of(known: KnownSource, item: AudioItem, settings: TranscribeSettings): Promise<Transcript> {
  const { unit, files, once, usage, clock, idle, wait, signal, onSubmitted, onResumed } = settings;
  const client = settings.client();
  const params = { ...settings.params, ...item.params };
  checkPassageUnit(unit, params);
  const { audio, version } = await openAudio(known, files);
  // Nobody can recognize audio without an identity.
  const key = known.identity === '' ? '' : storeKey(known.identity, version, params, client.hosts.api);
  const job = { ...wait, ...clock, key, label: known.source, usage, idle, signal, onSubmitted, onResumed };
  return once(client, audio, params, job);
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
