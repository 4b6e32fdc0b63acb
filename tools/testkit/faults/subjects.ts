import {
  type AnyEntry,
  type ApiRequest,
  type AudioFile,
  type Client,
  ENTRIES,
  exampleInput,
  exampleOf,
  KNOWN,
  perform,
} from '@aai-connectors/core';
import { setTimeout as wait } from 'node:timers/promises';
import type { Stage } from './stage.ts';

/** Milliseconds of the stand-in's time that a job is waited for. */
const DEADLINE_MS = 300_000;

/** What is run against every fault: the operations, and the download that no operation makes. */
export interface Subject {
  readonly id: string;
  readonly effect: AnyEntry['effect'];
  /** Whether it returns records unchanged, so that its result may be the emptied record of a deleted transcript. */
  readonly showsRecords: boolean;
  /** Whether it is a stream of bytes: what breaks in its middle cannot be asked for again, and any bytes are right. */
  readonly isStream: boolean;
  /** Makes what it needs at the service. */
  prepare(stage: Stage, isDeleted: boolean): Promise<Prepared>;
}

export interface Prepared {
  /** Which of its requests may be struck. @default all */
  readonly only?: (request: ApiRequest) => boolean;
  /** A transcript that nothing else needs. */
  readonly own?: string;
  run(client: Client, signal: AbortSignal): Promise<unknown>;
  /** Lets everything that the call still reads arrive. */
  finish?(): Promise<void>;
}

/** Real milliseconds after which the reader gives up on a download. */
const LEAVING_MS = 400;

const SHOWS_RECORDS: ReadonlySet<string> = new Set([
  'get_transcript',
  'delete_transcript',
  'list_transcripts',
  'custom_api_call',
]);

export const SUBJECTS: readonly Subject[] = [
  ...ENTRIES.map(subjectOf),
  {
    id: 'download redacted audio',
    effect: 'read',
    showsRecords: false,
    isStream: true,
    prepare: ({ finishedId }) =>
      Promise.resolve({
        only: ({ responseType }) => responseType === 'stream',
        async run(client, signal) {
          const { data, size } = await client.transcripts.redactedAudioFile(finishedId, { signal });
          const leavesAt = Date.now() + LEAVING_MS;
          let bytes = 0;
          for await (const piece of data) {
            bytes += piece.byteLength;
            if (Date.now() > leavesAt) break;
          }
          return { size, bytes };
        },
      }),
  },
];

function subjectOf(entry: AnyEntry): Subject {
  const { id, effect } = entry;
  const input = JSON.stringify(exampleOf(entry).input);
  return {
    id,
    effect,
    showsRecords: SHOWS_RECORDS.has(id),
    isStream: false,
    async prepare(stage, isDeleted) {
      const needsOwn = input.includes(KNOWN.transcriptId) && (effect === 'delete' || isDeleted);
      const own = needsOwn ? await stage.expendable() : undefined;
      const answers = exampleInput(entry, {
        transcriptId: own ?? stage.finishedId,
        ...(input.includes(KNOWN.lemurRequestId) && { lemurRequestId: await stage.lemurRequest() }),
      });
      const disk = id === 'upload_file' ? slowDisk() : undefined;
      const given = disk === undefined ? answers : { ...answers, file: disk.file };
      return {
        ...(own !== undefined && { own }),
        run: (client, signal) => perform(entry, given, { client, signal, deadlineMs: DEADLINE_MS }),
        ...(disk !== undefined && { finish: disk.finish }),
      };
    },
  };
}

/** Milliseconds that a disk takes for a piece: longer than a failed request needs to come back. */
const READING_MS = 15;
const PIECES = 3;
const PIECE = KNOWN.file;

/** A recording on a slow disk: a read that was under way when the upload failed ends after it. */
function slowDisk(): { readonly file: AudioFile; finish(): Promise<void> } {
  const release = new AbortController();
  const reads = new Set<Promise<unknown>>();
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let piece = 0; piece < PIECES; piece++) {
      if (piece > 0) {
        const read = wait(READING_MS, undefined, { signal: release.signal }).catch(() => undefined);
        reads.add(read);
        await read;
      }
      yield PIECE;
    }
  }
  return {
    file: { name: 'a.wav', size: PIECES * PIECE.byteLength, data: pieces },
    async finish() {
      release.abort();
      await Promise.all(reads);
      // What waits for the piece runs in the turns that follow.
      for (let turn = 0; turn < 3; turn++) await wait(0);
    },
  };
}
