import type { Part } from '../part.ts';
import { hostLeaks } from './hosts.ts';
import { restLeaks } from './rest.ts';
import { streamingLeaks } from './streaming.ts';
import { toolLeaks } from './tools.ts';

export const leakParts: readonly Part[] = [restLeaks, streamingLeaks, ...hostLeaks, toolLeaks];
