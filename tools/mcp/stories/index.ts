import type { Story } from '../story.ts';
import { READING } from './reading.ts';
import { SERVING } from './serving.ts';
import { TRANSCRIBING } from './transcribing.ts';

export const STORIES: readonly Story[] = [...TRANSCRIBING, ...READING, ...SERVING];
