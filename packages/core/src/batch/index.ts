export { dropSignature, type KnownLink, linkWithoutSecrets } from './link.ts';
export { onceEach, type OnceEachOptions, type TranscribeOnceEach } from './once-each.ts';
export {
  type BatchJob,
  type BatchOutcome,
  type BatchPace,
  type BatchProgress,
  type BatchSettings,
  checkPace,
  runBatch,
} from './run.ts';
export type { BatchItem, BatchSource, KnownAudio, Recognize } from './source.ts';
export {
  type Batch,
  type BatchCalls,
  type BatchFailure,
  type BatchResult,
  type BatchSuccess,
  transcribeAll,
  type TranscribeAllOptions,
} from './transcribe-all.ts';
