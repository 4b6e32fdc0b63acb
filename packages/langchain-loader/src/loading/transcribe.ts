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
  /** Created on demand: a transcript object needs no client. */
  readonly client: () => Client;
  readonly unit: PassageUnitId;
  readonly params: TranscriptionParams;
  readonly files: LocalFiles;
  readonly wait: Waiting & Pick<WaitOptions, 'until'>;
  /** Transcribes each recording once. */
  readonly once: TranscribeOnceEach;
  readonly usage: Usage | undefined;
  readonly clock: Pick<OnceEachOptions, 'now' | 'sleep'>;
  /** Called while another worker processes the same recording. */
  readonly idle: (until: Promise<void>) => Promise<void>;
  readonly signal: AbortSignal | undefined;
  readonly onSubmitted: (transcriptId: string) => void;
  readonly onResumed: (transcriptId: string) => void;
}

/**
 * Returns the finished transcript of a source: from the job in the store, or from a new job.
 *
 * @throws AssemblyAIError with the transcript ID if the job was submitted.
 */
export async function transcriptOf(known: KnownSource, settings: TranscribeSettings): Promise<Transcript> {
  const { client, unit, signal } = settings;
  if (signal?.aborted === true) throw new AbortedError('Loading was stopped.', { cause: signal.reason });
  const { item } = known;
  if ('transcript' in item) return finished(ended(item.transcript));
  const transcript =
    'transcriptId' in item
      ? await client().resume(item.transcriptId, { ...settings.wait, signal })
      : await of(known, item, settings);
  return withSegments(client(), transcript, unit, signal);
}

/**
 * Returns the transcript if it is finished.
 *
 * @throws BadInputError if it is not
 */
function ended(transcript: Transcript): Transcript {
  if (isEnded(transcript)) return transcript;
  throw new BadInputError(`The transcript is not finished. Its status is ${transcript.status}.`, {
    transcriptId: transcript.id,
    hint: 'Pass its ID as transcriptId to wait for it.',
  });
}

async function of(known: KnownSource, item: AudioItem, settings: TranscribeSettings): Promise<Transcript> {
  const { unit, files, once, usage, clock, idle, wait, signal, onSubmitted, onResumed } = settings;
  const client = settings.client();
  const params = { ...settings.params, ...item.params };
  checkPassageUnit(unit, params);
  const { audio, version } = await openAudio(known, files);
  // Audio without an identity cannot be found in the store.
  const key = known.identity === '' ? '' : storeKey(known.identity, version, params, client.hosts.api);
  const job = { ...wait, ...clock, key, label: known.source, usage, idle, signal, onSubmitted, onResumed };
  return once(client, audio, params, job);
}

/** Adds sentences or paragraphs, which need another request. */
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
