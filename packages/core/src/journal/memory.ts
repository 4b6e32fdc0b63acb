import type { JobJournal, JobRecord } from './journal.ts';

/** A journal that is forgotten with the process: within it, no job is started twice. */
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
        intend(intent) {
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
