import type { Part } from '../part.ts';
import { restLeaks } from './rest.ts';
import { streamingLeaks } from './streaming.ts';
import { toolLeaks } from './tools.ts';

export const leakParts: readonly Part[] = [restLeaks, streamingLeaks, toolLeaks];
