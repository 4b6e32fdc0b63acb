export { type Clock, realClock } from './clock.ts';
export { type Contract, vendorContract, type SpecName } from './contract/contract.ts';
export { alignmentEngine } from './engines/align.ts';
export type { AudioOnDisk, AudioQuestion, Engine, Spoken } from './engines/engine.ts';
export { bundledRecordings, type Recording, RECORDING_NAMES, recordingPath } from './engines/recordings.ts';
export { wavFile } from './engines/wav.ts';
export { bundledTranscripts, type RecordedTranscript, replayEngine } from './engines/replay.ts';
export { type Fault, FAULT_HEADER, type FaultRule, listFaults } from './faults.ts';
export type { StartedJob } from './jobs/started.ts';
export type { Delivery } from './jobs/webhooks.ts';
export * from './live.ts';
export { DEFAULT_KEY, type SeedTranscript, type StandInOptions, type Timing } from './options.ts';
export { type LoggedRequest, type StandIn, startStandIn } from './server.ts';
export { SESSION_MISHAPS, type SessionFaultDesk } from './streaming/faults.ts';
export { type RecordedLine, recordedLines, replaySession } from './streaming/replay.ts';
export type { StreamingSettings } from './streaming/settings.ts';
export { spokenListener } from './streaming/spoken/spoken.ts';
export type { LoggedSession } from './streaming/streaming.ts';
export {
  type AdvanceOptions,
  type DuringOptions,
  isVirtual,
  type Settle,
  type VirtualClock,
  virtualClock,
  type VirtualClockOptions,
} from './virtual-clock.ts';
