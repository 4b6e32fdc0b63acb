/**
 * Live sessions on a network that keeps breaking, on a clock that runs as fast as the machine can. Words are written
 * into the samples, and each is followed from there to what the client reports, whatever the service made of it.
 *
 *   npm run -s torture [-- --minutes 60 --cuts 100 --seed 1 --seeds 1 --row TEXT]
 *
 * `--row` runs only the rows whose name contains the text.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { faultsOf, type Measured } from './measured.ts';
import { createPool } from './pool.ts';
import { rowsOf } from './rows.ts';
import type { Question } from './worker.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    cuts: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    row: { type: 'string', default: '' },
  },
});
const minutes = Number(values.minutes);
const firstSeed = Number(values.seed);
const seeds = Number(values.seeds);
const rows = [...rowsOf(Number(values.cuts))].filter(([name]) => name.includes(values.row));

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
  ['undivided', (all) => sum(all, ({ undivided }) => undivided)],
  ['unreported', (all) => sum(all, ({ unreported }) => unreported)],
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

process.stdout.write(`${minutes} minutes of live audio, seeds ${firstSeed} to ${firstSeed + seeds - 1}\n\n`);
process.stdout.write(
  `| run | ${COLUMNS.map(([name]) => name).join(' | ')} |\n|${' --- |'.repeat(COLUMNS.length + 1)}\n`,
);
const pool = createPool<Question, Measured>(fileURLToPath(new URL('worker.ts', import.meta.url)));
const answers = rows.map(([, run]) =>
  Array.from({ length: seeds }, (_, at) => pool.ask({ run, minutes, seed: firstSeed + at })),
);
const failures: string[] = [];
const troubles = new Map<string, number>();
for (const [at, [name, run]] of rows.entries()) {
  const results = await Promise.all(answers[at]!);
  for (const [offset, result] of results.entries()) {
    for (const [trouble, times] of Object.entries(result.troubles)) {
      troubles.set(trouble, (troubles.get(trouble) ?? 0) + times);
    }
    const faults = faultsOf(run, result);
    if (faults.length > 0) failures.push(`${name}, seed ${firstSeed + offset}:\n  ${faults.join('\n  ')}`);
  }
  process.stdout.write(`| ${name} | ${COLUMNS.map(([, show]) => show(results)).join(' | ')} |\n`);
}
pool.close();
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
