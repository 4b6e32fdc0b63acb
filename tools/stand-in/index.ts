export { type Clock, realClock } from './clock.ts';
export { type Contract, vendorContract, type SpecName } from './contract/contract.ts';
export { alignmentEngine } from './engines/align.ts';
export type { AudioOnDisk, AudioQuestion, Engine, Spoken } from './engines/engine.ts';
export { bundledRecordings, type Recording, RECORDING_NAMES, recordingPath } from './engines/recordings.ts';
export { wavFile } from './engines/wav.ts';
export { bundledTranscripts, type RecordedTranscript, replayEngine } from './engines/replay.ts';
export { type Fault, FAULT_HEADER, type FaultRule, listFaults } from './faults.ts';
export type { Delivery } from './jobs/webhooks.ts';
export { DEFAULT_KEY, type SeedTranscript, type StandInOptions, type Timing } from './options.ts';
export { type LoggedRequest, type StandIn, startStandIn } from './server.ts';
export { type CodeEdition, endingOf, type EndingName } from './streaming/endings.ts';
export {
  SESSION_MISHAPS,
  type SessionFault,
  type SessionFaultDesk,
  type SessionMishap,
  type SessionMoment,
} from './streaming/faults.ts';
export type { Ears, HeardWord, Hearing, Listener } from './streaming/listener.ts';
export {
  CUT_WORD,
  markedAudio,
  markedListener,
  type MarkedSpeech,
  markedSpeech,
  type MarkedSpeechOptions,
  type MarkedWord,
  wordAt,
} from './streaming/marked.ts';
export { type RecordedLine, recordedLines, replaySession } from './streaming/replay.ts';
export {
  createServiceSession,
  type ServiceSession,
  type SessionLog,
  type SessionSettings,
} from './streaming/session.ts';
export type { StreamingSettings } from './streaming/settings.ts';
export { spokenListener } from './streaming/spoken/spoken.ts';
export type { LoggedSession } from './streaming/streaming.ts';
export type { Wire } from './streaming/voice.ts';
export {
  type AdvanceOptions,
  type DuringOptions,
  isVirtual,
  type Settle,
  type VirtualClock,
  virtualClock,
  type VirtualClockOptions,
} from './virtual-clock.ts';
