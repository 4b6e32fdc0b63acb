import { createUsage as createBareUsage, type UsageOptions } from '../usage/usage.ts';
import type { Usage } from '../usage/types.ts';
import { audioDuration } from './duration.ts';

/**
 * Like `createUsage` of the other entry points, but also reads the durations of local files and bytes if
 * `music-metadata` is installed.
 *
 * @throws BadInputError for invalid limits or prices
 */
export const createUsage = (options: UsageOptions = {}): Usage =>
  createBareUsage({ ...options, durationOf: options.durationOf ?? audioDuration });
