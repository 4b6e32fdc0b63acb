export { type AdvanceOptions, type Clock, type ManualClock, isManual, manualClock, realClock } from './clock.ts';
export { type Contract, vendorContract, type SpecName } from './contract/contract.ts';
export { alignmentEngine } from './engines/align.ts';
export type { AudioOnDisk, AudioQuestion, Engine, Spoken } from './engines/engine.ts';
export { bundledRecordings, type Recording, RECORDING_NAMES } from './engines/recordings.ts';
export { bundledTranscripts, type RecordedTranscript, replayEngine } from './engines/replay.ts';
export { type Fault, FAULT_HEADER, type FaultRule, listFaults } from './faults.ts';
export type { Delivery } from './jobs/webhooks.ts';
export {
  DEFAULT_KEY,
  type SeedTranscript,
  type StandInOptions,
  type Timing,
  type UpgradeHandler,
  type UpgradeSeam,
} from './options.ts';
export { type LoggedRequest, type StandIn, startStandIn } from './server.ts';
