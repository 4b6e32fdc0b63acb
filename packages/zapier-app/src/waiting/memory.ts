import type { Bundle } from 'zapier-platform-core';
import { isRecord } from '../core.ts';

/** What a step that waits needs when the service calls: the host keeps it as part of the step's own output. */
export interface Remembered {
  readonly transcriptId: string;
  /** What the callback's secret is derived from; absent in the output of a step that no call was expected for. */
  readonly seed: string | undefined;
}

/** Key of the seed in the step's output. Steps that wait have it stored under this name. */
const SEED = 'callback_seed';

/** What the step's output needs in addition to the transcript. */
export const withSeed = (seed: string): Readonly<Record<string, string>> => ({ [SEED]: seed });

export function rememberedBy({ outputData }: Bundle): Remembered {
  const { id, [SEED]: seed } = isRecord(outputData) ? outputData : {};
  return { transcriptId: String(id), seed: typeof seed === 'string' ? seed : undefined };
}
