import type { RestClient } from '../client/types.ts';
import { memoryJournal } from '../journal/memory.ts';
import type { JobJournal } from '../journal/journal.ts';
import { transcribeOnce, type TranscribeOnceOptions } from '../journal/transcribe-once.ts';
import type { Media } from '../media.ts';
import type { Transcript } from '../model.ts';
import { metered } from '../usage/metered.ts';

export interface OnceEachOptions extends Omit<TranscribeOnceOptions, 'journal' | 'idle'> {
  /** As in {@link TranscribeOnceOptions}; '' for audio that cannot be recognized again. */
  readonly key: string;
  /** Runs while another caller works on the same recording. */
  readonly idle: (wait: Promise<void>) => Promise<void>;
}

/** Like `transcribeOnce`, for many recordings with one journal. */
export type TranscribeOnceEach = (
  client: RestClient,
  audio: Media,
  params: Readonly<Record<string, unknown>>,
  options: OnceEachOptions,
) => Promise<Transcript>;

/**
 * Transcribes each recording once for all callers: within a process one call after the other, and across processes that
 * share the journal. Audio without a key is transcribed each time.
 *
 * @param journal @default a journal in memory
 */
export function onceEach(journal: JobJournal = memoryJournal()): TranscribeOnceEach {
  const underway = new Map<string, Promise<void>>();
  return async (client, audio, params, { key, idle, ...options }) => {
    if (key === '') return transcribe(client, audio, params, options);
    while (underway.has(key)) await idle(underway.get(key)!);
    const job = transcribeOnce(client, audio, params, { ...options, journal, key, idle });
    const end = (): void => void underway.delete(key);
    underway.set(key, job.then(end, end));
    return job;
  };
}

function transcribe(
  client: RestClient,
  audio: Media,
  params: Readonly<Record<string, unknown>>,
  {
    usage,
    onSubmitted,
    onResumed: _,
    now: _now,
    sleep: _sleep,
    label: _label,
    ...options
  }: Omit<OnceEachOptions, 'key' | 'idle'>,
): Promise<Transcript> {
  const transcribeOptions = {
    ...options,
    onSubmitted: (transcript: Transcript) => onSubmitted?.(transcript.id, transcript),
  };
  return metered({ usage, audio, params }, transcribeOptions, (metering) => client.transcribe(audio, params, metering));
}
