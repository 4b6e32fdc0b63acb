import type { JobJournal, JobRecord } from './journal.ts';

/** Creates a journal in memory. It starts no job twice within this process. */
export function memoryJournal(): JobJournal {
  const records = new Map<string, JobRecord>();
  const claimed = new Set<string>();
  return {
    isDurable: false,
    read: (key) => Promise.resolve(records.get(key) ?? {}),
    claim(key) {
      if (claimed.has(key)) return Promise.resolve(undefined);
      claimed.add(key);
      return Promise.resolve({
        renew: () => Promise.resolve(),
        recordIntent(intent) {
          records.set(key, { ...records.get(key), intent });
          return Promise.resolve(true);
        },
        started(transcriptId) {
          records.set(key, { transcriptId });
          claimed.delete(key);
          return Promise.resolve();
        },
        release({ withoutJob = false } = {}) {
          if (withoutJob) records.set(key, { transcriptId: records.get(key)?.transcriptId });
          claimed.delete(key);
          return Promise.resolve();
        },
      });
    },
  };
}
