import {
  AbortedError,
  BadInputError,
  checkPassageUnit,
  type Client,
  finished,
  isEnded,
  type Media,
  type OnceEachOptions,
  type PassageUnitId,
  type Transcript,
  type TranscribeOnceEach,
  type Usage,
  type WaitOptions,
} from '@aai-connectors/core';
import type { TranscriptionParams } from '../params.ts';
import { contentHash } from './content.ts';
import { type AudioItem, type KnownSource, type LocalFiles, openAudio } from './source.ts';
import { storeKey } from './store.ts';

/** Timeout and polling interval of a job, in milliseconds. */
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
  readonly onSubmitted: (transcriptId: string, transcript: Transcript) => void;
  readonly onResumed: (transcriptId: string) => void;
}

/** A finished transcript and what identifies its recording in document IDs. */
export interface Transcribed {
  readonly transcript: Transcript;
  readonly identity: string;
}

/**
 * Returns the finished transcript of a source: from the job in the store, or from a new job.
 *
 * @throws AssemblyAIError with the transcript ID if the job was submitted.
 */
export async function transcriptOf(known: KnownSource, settings: TranscribeSettings): Promise<Transcribed> {
  const { client, unit, signal } = settings;
  if (signal?.aborted === true) throw new AbortedError('Loading was stopped.', { cause: signal.reason });
  const { item } = known;
  if ('transcript' in item) return identified(known, finished(ended(item.transcript)));
  if ('transcriptId' in item) {
    const transcript = await client().resume(item.transcriptId, { ...settings.wait, signal });
    return identified(known, await withSegments(client(), transcript, unit, signal));
  }
  const { transcript, recording } = await of(known, item, settings);
  return identified(known, await withSegments(client(), transcript, unit, signal), recording);
}

const identified = (known: KnownSource, transcript: Transcript, recording = known.identity): Transcribed => ({
  transcript,
  identity: identityOf(known.item, transcript, recording),
});

/** Audio that cannot be recognized, such as a stream, has no better identity than its transcript. */
export const identityOf = (item: KnownSource['item'], transcript: Transcript, recording: string | undefined): string =>
  givenIdentity(item) ?? recording ?? `transcript:${transcript.id}`;

const givenIdentity = ({ id }: KnownSource['item']): string | undefined => (id === undefined ? id : `id:${id}`);

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

async function of(
  known: KnownSource,
  item: AudioItem,
  settings: TranscribeSettings,
): Promise<{ readonly transcript: Transcript; readonly recording: string | undefined }> {
  const { unit, files, once, usage, clock, idle, wait, signal, onSubmitted, onResumed } = settings;
  const client = settings.client();
  const params = { ...settings.params, ...item.params };
  checkPassageUnit(unit, params);
  const audio = await openAudio(known, files);
  const recording = known.identity ?? (await contentIdentity(audio)) ?? givenIdentity(item);
  // An unrecognized recording cannot be found in the store.
  const key = recording === undefined ? '' : storeKey(recording, params, client.hosts.api);
  const job = { ...wait, ...clock, key, label: known.source, usage, idle, signal, onSubmitted, onResumed };
  return { transcript: await once(client, audio, params, job), recording };
}

async function contentIdentity(audio: Media): Promise<string | undefined> {
  const hash = await contentHash(audio);
  return hash === undefined ? undefined : `content:${hash}`;
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
