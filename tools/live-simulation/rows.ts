import type { TortureOptions } from './torture.ts';

/** What a row of the torture does; the length of the audio and the seed are the same for all. */
export type Run = Omit<TortureOptions, 'minutes' | 'seed' | 'onMinute'>;

/** How far ahead of real time the service lets a client run, ms: nobody documents it, so both a lot and little. */
const PATIENT = 30_000;
const STRICT = 2000;

/** The rows of the torture by name. */
export function rowsOf(cuts: number): ReadonlyMap<string, Run> {
  const patient: Run = { cuts, formatTurns: true, paceSlackMs: PATIENT };
  return new Map<string, Run>([
    ['no trouble', { ...patient, cuts: 0, paceSlackMs: STRICT }],
    [`${cuts} cuts, formatted turns`, patient],
    [`${cuts} cuts, plain turns`, { ...patient, formatTurns: false }],
    [`${cuts} cuts, a runtime without pings`, { ...patient, pings: false }],
    [`${cuts} cuts, broken and doubled messages`, { ...patient, noise: true }],
    [`${cuts} cuts, a service that is strict about speed`, { ...patient, paceSlackMs: STRICT }],
    [`${cuts} cuts and 5 minutes without network`, { ...patient, outageMs: 300_000 }],
    [`${cuts} cuts, a buffer of 20 s`, { ...patient, bufferMs: 20_000 }],
  ]);
}
