import type { Bundle } from 'zapier-platform-core';
import { isRecord } from '../core.ts';

/** What a paused step needs when the service calls. The host stores it in the output of the step. */
export interface Remembered {
  /** Absent if the service did not answer in time. Its call then has the ID. */
  readonly transcriptId: string | undefined;
  /** The seed of the callback's secret. Absent if the step expected no call. */
  readonly seed: string | undefined;
  /** The address that the service calls. Only if the ID is absent. */
  readonly address: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number | undefined;
  /** Name of the audio file that the step got. */
  readonly fileName: string | undefined;
}

/** Keys in the output of a paused step. */
const SEED = 'callback_seed';
const STARTED_AT = 'callback_started_at';
const ADDRESS = 'callback_address';

/** What the output of a paused step contains in addition to the transcript. */
export const withCallback = (seed: string, startedAt: number): Readonly<Record<string, string>> => ({
  [SEED]: seed,
  [STARTED_AT]: new Date(startedAt).toISOString(),
});

/** What the output of a paused step contains instead of the transcript, if the service did not answer in time. */
export const withoutTranscript = (address: string, fileName: string | undefined): Readonly<Record<string, string>> => ({
  [ADDRESS]: address,
  ...(fileName !== undefined && { file_name: fileName }),
});

export function rememberedBy({ outputData }: Bundle): Remembered {
  const output = isRecord(outputData) ? outputData : {};
  const textAt = (key: string): string | undefined => {
    const value = output[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const startedAt = Date.parse(String(output[STARTED_AT]));
  return {
    transcriptId: textAt('id'),
    seed: textAt(SEED),
    address: textAt(ADDRESS),
    startedAt: Number.isNaN(startedAt) ? undefined : startedAt,
    fileName: textAt('file_name'),
  };
}
