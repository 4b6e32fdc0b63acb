import { createUsage as createBareUsage, type UsageOptions } from '../usage/usage.ts';
import type { Usage } from '../usage/types.ts';
import { audioDuration } from './duration.ts';

/**
 * As in the other doors, and reads the durations of local files and of bytes with `music-metadata`, if that is installed.
 *
 * @throws BadInputError for limits or prices that cannot work
 */
export const createUsage = (options: UsageOptions = {}): Usage =>
  createBareUsage({ ...options, durationOf: options.durationOf ?? audioDuration });
