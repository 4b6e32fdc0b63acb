import type { Task } from '../actions/task.ts';
import { fingerprintOf } from '../core.ts';

/**
 * The same text for the same request of the same item, so that a retry finds the transcript that is already billed.
 * Waiting executions have it stored: 32 hexadecimal digits.
 */
export const taskFingerprint = async ({ item, entry, input }: Task): Promise<string> =>
  (await fingerprintOf([item, entry.id, input])).slice(0, 32);
