import type { TortureOptions } from './torture.ts';

/** What a row of the torture does; the length of the audio and the seed are the same for all. */
export type Run = Omit<TortureOptions, 'minutes' | 'seed' | 'onMinute'>;

/** How far ahead of real time the service lets a client run, ms: nobody documents it, so both a lot and little. */
const PATIENT = 30_000;
const STRICT = 2000;
/** Less than the network delays a message. */
const NEVER = 50;

/** One row's settings for each way in which the service, the network or the machine is cruel. */
const CRUELTIES = {
  'words with padded times': { recognizer: { padded: true } },
  'words misheard, joined, split and repeated': {
    recognizer: { misheard: 0.05, joined: 0.04, split: 0.02 },
    speech: { phrases: 0.06 },
  },
  'partials that change': { recognizer: { tentative: 3, joined: 0.04 } },
  'formatted copies late, joined or never': { tampering: { looseCopies: true } },
  'turns cut after 10 s, with speakers': {
    recognizer: { longestTurnMs: 10_000 },
    speech: { mostWords: 80 },
    tampering: { labels: true },
  },
  'clocks 0.1 % wrong': { recognizer: { drift: 0.001 }, microphoneSkew: 0.001 },
  'cut again within the overlap': { cutAgain: 0.5 },
  'cut during Begin': { cutAtBegin: 0.5 },
  'cut between a turn and its copy': { tampering: { cutBeforeCopy: 0.05 } },
  'turns after Termination': { terminated: 0.3, tampering: { lateLastTurns: true } },
  'turn_order from 0 again': { tampering: { restartedOrders: true } },
  'the wall clock set by an hour': { clockJumps: 20 },
  'a service that processes audio in real time': { tampering: { processingSpeed: 1.1 } },
  'cut while it closes': { cutWhileClosing: true },
} satisfies Readonly<Record<string, Partial<Run>>>;

/** The rows of the torture by name: one for each thing that goes wrong, and one for everything at once. */
export function rowsOf(cuts: number): ReadonlyMap<string, Run> {
  const patient: Run = { cuts, formatTurns: true, paceSlackMs: PATIENT };
  return new Map<string, Run>([
    ['no trouble', { ...patient, cuts: 0, paceSlackMs: STRICT }],
    [`${cuts} cuts, formatted turns`, patient],
    [`${cuts} cuts, plain turns`, { ...patient, formatTurns: false }],
    [`${cuts} cuts, a runtime without pings`, { ...patient, pings: false }],
    [`${cuts} cuts, broken and doubled messages`, { ...patient, noise: true }],
    [`${cuts} cuts, a service that is strict about speed`, { ...patient, paceSlackMs: STRICT }],
    [`${cuts} cuts, a service that never lets audio run ahead`, { ...patient, paceSlackMs: NEVER }],
    [`${cuts} cuts and 5 minutes without network`, { ...patient, outageMs: 300_000 }],
    [`${cuts} cuts, a buffer of 20 s`, { ...patient, bufferMs: 20_000 }],
    ...Object.entries(CRUELTIES).map(([name, cruelty]): [string, Run] => [
      `${cuts} cuts, ${name}`,
      { ...patient, ...cruelty },
    ]),
    [`${cuts} cuts, cut while it closes without pings`, { ...patient, cutWhileClosing: true, pings: false }],
    [`${cuts} cuts, everything at once`, everythingAtOnce(patient)],
  ]);
}

/** All settings at once. */
function everythingAtOnce(patient: Run): Run {
  const all: readonly Partial<Run>[] = Object.values(CRUELTIES);
  const merged = <Key extends keyof Run>(key: Key): object => Object.assign({}, ...all.map((each) => each[key]));
  return {
    ...patient,
    ...Object.assign({}, ...all),
    noise: true,
    recognizer: merged('recognizer'),
    // A service that is slower would leave little that is not in gaps.
    tampering: { ...merged('tampering'), processingSpeed: 2 },
    speech: merged('speech'),
  };
}
