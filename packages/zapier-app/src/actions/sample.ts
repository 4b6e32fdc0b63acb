import type { AnyEntry, AnyEvent } from '../core.ts';
import { SAMPLES } from './sample-data.ts';

/** What a run of the entry's example outputs. */
export const entrySample = ({ id }: AnyEntry | AnyEvent): Record<string, unknown> => ({ ...SAMPLES[id] });
