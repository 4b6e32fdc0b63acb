import type { AnyEntry } from '../core.ts';
import { SAMPLES } from './sample-data.ts';

/** What a run of the entry's example outputs. */
export const stepSample = ({ id }: AnyEntry): Record<string, unknown> => ({ ...SAMPLES[id] });
