import { randomUUID } from 'node:crypto';
import type { TranscriptRequest } from '../contract/transcript-request.ts';
import { Refusal } from '../http.ts';
import type { Result } from './result.ts';

export type Status = 'queued' | 'processing' | 'completed' | 'error';

export type RedactedAudioState =
  | { readonly kind: 'working' }
  /** Nobody speaks, and a file was not asked for all the same. */
  | { readonly kind: 'none' }
  | { readonly kind: 'ready'; readonly path: string; readonly url: string; readonly expiresAt: number }
  | { readonly kind: 'failed'; readonly error: string };

/** One job and what became of it. */
export interface TranscriptRecord {
  readonly id: string;
  /** Its owner. */
  readonly key: string;
  readonly request: TranscriptRequest;
  readonly createdAt: number;
  /** The name of the webhook fault that its deliveries suffer. */
  readonly webhookFault: string | undefined;
  status: Status;
  completedAt?: number;
  error?: string;
  result?: Result;
  /** Which engine answered. */
  engine?: string;
  throttled: boolean;
  deleted: boolean;
  webhookStatusCode: number | null;
  redactedAudio?: RedactedAudioState;
}

export interface TranscriptStore {
  add(record: Pick<TranscriptRecord, 'key' | 'request' | 'createdAt' | 'webhookFault'>): TranscriptRecord;
  /** Refuses what the key cannot see, as the API does: with a 400. */
  get(id: string, key: string): TranscriptRecord;
  /** Also checks that the transcript is completed. */
  completed(id: string, key: string): TranscriptRecord & { readonly result: Result };
  /** Finds the transcript of any owner. */
  find(id: string): TranscriptRecord | undefined;
  /** Oldest first. */
  of(key: string): readonly TranscriptRecord[];
  all(): readonly TranscriptRecord[];
}

export function createTranscriptStore(): TranscriptStore {
  const records = new Map<string, TranscriptRecord>();

  function get(id: string, key: string): TranscriptRecord {
    const record = records.get(id);
    if (record?.key !== key) throw new Refusal(400, 'Transcript lookup error, transcript id not found');
    return record;
  }

  return {
    get,
    add(given) {
      const record: TranscriptRecord = {
        ...given,
        id: randomUUID(),
        status: 'queued',
        throttled: false,
        deleted: false,
        webhookStatusCode: null,
      };
      records.set(record.id, record);
      return record;
    },
    completed(id, key) {
      const record = get(id, key);
      if (record.deleted) throw new Refusal(400, 'This transcript was deleted by its owner.');
      if (record.status !== 'completed' || record.result === undefined) {
        throw new Refusal(400, `This transcript is not completed, its status is ${record.status}.`);
      }
      return record as TranscriptRecord & { readonly result: Result };
    },
    find: (id) => records.get(id),
    of: (key) => [...records.values()].filter((record) => record.key === key),
    all: () => [...records.values()],
  };
}
