export type { JobClaim, JobIntent, JobJournal, JobRecord } from './journal.ts';
export { memoryJournal } from './memory.ts';
export type { JobOwner } from './owner.ts';
export { type JobStore, storeJournal, type StoreJournalOptions } from './store.ts';
export { transcribeOnce, type TranscribeOnceOptions } from './transcribe-once.ts';
