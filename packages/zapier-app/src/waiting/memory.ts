import type { Bundle } from 'zapier-platform-core';
import { isRecord } from '../core.ts';

/** What a step that waits needs when the service calls: the host keeps it as part of the step's own output. */
export interface Remembered {
  readonly transcriptId: string;
  /** What the callback's secret is derived from; absent in the output of a step that no call was expected for. */
  readonly seed: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number | undefined;
  /** Name of the audio file that the step got. */
  readonly fileName: string | undefined;
}

/** Keys in the step's output. Steps that wait have it stored under these names. */
const SEED = 'callback_seed';
const STARTED_AT = 'callback_started_at';

/** What the step's output needs in addition to the transcript. */
export const withCallback = (seed: string, startedAt: number): Readonly<Record<string, string>> => ({
  [SEED]: seed,
  [STARTED_AT]: new Date(startedAt).toISOString(),
});

export function rememberedBy({ outputData }: Bundle): Remembered {
  const { id, file_name: fileName, [SEED]: seed, [STARTED_AT]: started } = isRecord(outputData) ? outputData : {};
  const startedAt = Date.parse(String(started));
  return {
    transcriptId: String(id),
    seed: typeof seed === 'string' ? seed : undefined,
    startedAt: Number.isNaN(startedAt) ? undefined : startedAt,
    fileName: typeof fileName === 'string' ? fileName : undefined,
  };
}
