/** The live service without a server: nothing here needs Node, so that tests can run it in browsers and workers. */
export { type CodeEdition, type EndingName, endingOf } from './streaming/endings.ts';
export type { SessionFault, SessionMishap, SessionMoment } from './streaming/faults.ts';
export {
  type ClientSocket,
  type ClientSocketEvents,
  type Direction,
  type InMemoryConnection,
  type InMemoryService,
  inMemoryService,
  type InMemoryServiceOptions,
} from './streaming/in-memory.ts';
export type { Ears, HeardWord, Hearing, Listener } from './streaming/listener.ts';
export {
  CUT_WORD,
  markedAudio,
  markedListener,
  type MarkedListenerOptions,
  type MarkedSpeech,
  markedSpeech,
  type MarkedSpeechOptions,
  type MarkedWord,
  wordAt,
} from './streaming/marked.ts';
export { pulseListener } from './streaming/pulses.ts';
export {
  createServiceSession,
  type ServiceSession,
  type SessionLog,
  type SessionSettings,
} from './streaming/session.ts';
export type { Wire } from './streaming/voice.ts';
