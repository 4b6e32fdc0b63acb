/**
 * Live sessions on a network that keeps breaking, on a clock that runs as fast as the machine can. Words are written
 * into the samples, and each is followed from there to what the client reports, whatever the service made of it.
 *
 *   npm run -s torture [-- --minutes 60 --cuts 100 --seed 1 --seeds 1]
 */
import { parseArgs } from 'node:util';
import { memoryInUse } from './memory.ts';
import { torture, type TortureOptions, type TortureResult } from './torture.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    cuts: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
  },
});
const [minutes, cuts, firstSeed, seeds] = [values.minutes, values.cuts, values.seed, values.seeds].map(Number) as [
  number,
  number,
  number,
  number,
];

/** How far ahead of real time the service lets a client run, ms: nobody documents it, so both a lot and little. */
const PATIENT = 30_000;
const STRICT = 2000;

/** By how much memory may grow, with the words that were reported and a full buffer, MB; the hour itself has 55. */
const MOST_MEMORY = 32;

type Run = Omit<TortureOptions, 'minutes' | 'seed'>;
const patient: Run = { cuts, formatTurns: true, paceSlackMs: PATIENT };

const RUNS: readonly (readonly [string, Run])[] = [
  ['no trouble', { ...patient, cuts: 0, paceSlackMs: STRICT }],
  [`${cuts} cuts, formatted turns`, patient],
  [`${cuts} cuts, plain turns`, { ...patient, formatTurns: false }],
  [`${cuts} cuts, a runtime without pings`, { ...patient, pings: false }],
  [`${cuts} cuts, broken and doubled messages`, { ...patient, noise: true }],
  [`${cuts} cuts, a service that is strict about speed`, { ...patient, paceSlackMs: STRICT }],
  [`${cuts} cuts and 5 minutes without network`, { ...patient, outageMs: 300_000 }],
  [`${cuts} cuts, a buffer of 20 s`, { ...patient, bufferMs: 20_000 }],
];

type Measured = TortureResult & { readonly grownMb: number; readonly seconds: number };
type Column = readonly [string, (results: readonly Measured[]) => string | number];

const sum = (results: readonly Measured[], of: (result: Measured) => number): number =>
  results.reduce((total, result) => total + of(result), 0);
const most = (results: readonly Measured[], of: (result: Measured) => number): number =>
  Math.max(...results.map((result) => of(result)));
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const COLUMNS: readonly Column[] = [
  ['broken', (all) => sum(all, ({ broken }) => broken)],
  ['connections', (all) => sum(all, ({ connections }) => connections)],
  ['words expected', (all) => sum(all, ({ expected }) => expected)],
  ['received', (all) => sum(all, ({ received }) => received)],
  ['duplicated', (all) => sum(all, ({ duplicated }) => duplicated)],
  ['lost', (all) => sum(all, ({ lost }) => lost)],
  ['misplaced', (all) => sum(all, ({ misplaced }) => misplaced)],
  ['out of order', (all) => sum(all, ({ disordered }) => disordered)],
  [
    'gaps reported',
    (all) => {
      const gaps = sum(all, (result) => result.gaps);
      return gaps === 0 ? 'none' : `${gaps}, ${seconds(sum(all, ({ gapMs }) => gapMs))}`;
    },
  ],
  ['words in them', (all) => sum(all, ({ inGaps }) => inGaps)],
  ['needless', (all) => sum(all, ({ needlessGaps }) => needlessGaps)],
  ['audio sent', (all) => `${(sum(all, ({ resent }) => resent) / all.length).toFixed(2)} ×`],
  ['held at most', (all) => seconds(most(all, ({ mostHeldMs }) => mostHeldMs))],
  ['memory grew', (all) => `${most(all, ({ grownMb }) => grownMb).toFixed(1)} MB`],
  ['took', (all) => `${sum(all, (result) => result.seconds).toFixed(0)} s`],
];

async function measured(run: Run, seed: number): Promise<Measured> {
  const began = performance.now();
  let before: number | undefined;
  let grownMb = 0;
  const look = (minute: number): void => {
    if (minute % 5 !== 0) return;
    const now = memoryInUse();
    before ??= now;
    grownMb = Math.max(grownMb, (now - before) / 2 ** 20);
  };
  const result = await torture({ ...run, minutes, seed, onMinute: look });
  return { ...result, grownMb, seconds: (performance.now() - began) / 1000 };
}

/** What went wrong in one run; nothing where all is well. A gap is fine where the buffer could not hold any more. */
const faultsOf = ({ bufferMs = 180_000 }: Run, result: Measured): string[] =>
  [
    result.duplicated > 0 && `${result.duplicated} words reported twice`,
    result.lost > 0 && `${result.lost} words lost without a gap`,
    result.misplaced > 0 && `${result.misplaced} words at the wrong time`,
    result.disordered > 0 && `${result.disordered} words or turns out of order`,
    result.muddled > 0 && `${result.muddled} turns whose text is not that of their words`,
    result.needlessGaps > 0 && `${result.needlessGaps} gaps that need not have been`,
    result.mostHeldMs > bufferMs + 1000 && `${seconds(result.mostHeldMs)} of audio held`,
    result.grownMb > MOST_MEMORY && `memory grew by ${result.grownMb.toFixed(1)} MB`,
    ...result.evidence.map((line) => `  ${line}`),
  ].filter((line) => line !== false);

process.stdout.write(`${minutes} minutes of live audio, seeds ${firstSeed} to ${firstSeed + seeds - 1}\n\n`);
process.stdout.write(
  `| run | ${COLUMNS.map(([name]) => name).join(' | ')} |\n|${' --- |'.repeat(COLUMNS.length + 1)}\n`,
);
const failures: string[] = [];
const troubles = new Map<string, number>();
for (const [name, run] of RUNS) {
  const results: Measured[] = [];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const result = await measured(run, seed);
    results.push(result);
    for (const [trouble, times] of Object.entries(result.troubles)) {
      troubles.set(trouble, (troubles.get(trouble) ?? 0) + times);
    }
    const faults = faultsOf(run, result);
    if (faults.length > 0) failures.push(`${name}, seed ${seed}:\n  ${faults.join('\n  ')}`);
  }
  process.stdout.write(`| ${name} | ${COLUMNS.map(([, show]) => show(results)).join(' | ')} |\n`);
}
process.stdout.write(
  `\nWhat went wrong, in all runs: ${[...troubles]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([trouble, times]) => `${times} × ${trouble}`)
    .join(', ')}\n`,
);
process.stdout.write(
  failures.length > 0
    ? `\nFAILED:\n${failures.join('\n')}\n`
    : '\nEvery word was reported once or lies in a reported gap, no gap was needless, and memory stayed bounded.\n',
);
if (failures.length > 0) process.exitCode = 1;
