import { canonicalJson } from '../canonical.ts';
import type { RestClient } from '../client/types.ts';
import { fingerprintOf } from '../fingerprint.ts';

/**
 * The key of a recording in a journal. Different parameters or hosts make a different job.
 *
 * @param key identifies the recording; '' for audio that cannot be recognized again
 */
export const journalKey = async (
  key: string,
  params: Readonly<Record<string, unknown>>,
  { hosts }: Pick<RestClient, 'hosts'>,
): Promise<string> => (key === '' ? '' : fingerprintOf(['batch', key, canonicalJson(params), hosts.api]));
