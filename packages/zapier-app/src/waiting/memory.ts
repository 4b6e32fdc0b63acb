import type { Bundle } from 'zapier-platform-core';
import { isRecord } from '../core.ts';

/** What a paused step needs when the service calls. The host stores it in the output of the step. */
export interface Remembered {
  readonly transcriptId: string;
  /** The seed of the callback's secret. Absent if the step expected no call. */
  readonly seed: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number | undefined;
  /** Name of the audio file that the step got. */
  readonly fileName: string | undefined;
}

/** Keys in the output of a paused step. */
const SEED = 'callback_seed';
const STARTED_AT = 'callback_started_at';

/** What the output of a paused step contains in addition to the transcript. */
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
