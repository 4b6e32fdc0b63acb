/**
 * Live sessions on a network that keeps breaking, on a clock that runs as fast as the machine can. Words are written
 * into the samples themselves, so it is known of each whether it arrived.
 *
 *   npm run -s torture [-- --minutes 60 --cuts 100 --seed 1]
 */
import { parseArgs } from 'node:util';
import { torture, type TortureOptions, type TortureResult } from './torture.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    cuts: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const base = { minutes: Number(values.minutes), cuts: Number(values.cuts), seed: Number(values.seed) };

/** How far ahead of real time the service lets a client run, ms: nobody documents it, so both a lot and little. */
const PATIENT = 30_000;
const STRICT = 2000;

const RUNS: readonly { readonly name: string; readonly options: TortureOptions }[] = [
  { name: 'no trouble', options: { ...base, cuts: 0, formatTurns: true, paceSlackMs: STRICT } },
  { name: `${base.cuts} cuts, formatted turns`, options: { ...base, formatTurns: true, paceSlackMs: PATIENT } },
  {
    name: `${base.cuts} cuts, plain turns`,
    options: { ...base, seed: base.seed + 1, formatTurns: false, paceSlackMs: PATIENT },
  },
  {
    name: `${base.cuts} cuts, a service that is strict about speed`,
    options: { ...base, seed: base.seed + 2, formatTurns: true, paceSlackMs: STRICT },
  },
  {
    name: `${base.cuts} cuts and 5 minutes without network`,
    options: { ...base, seed: base.seed + 3, formatTurns: true, paceSlackMs: PATIENT, outageMs: 300_000 },
  },
];

const COLUMNS: readonly (readonly [string, (result: TortureResult) => string | number])[] = [
  ['connections', ({ connections }) => connections],
  ['words', ({ expected }) => expected],
  ['received', ({ received }) => received],
  ['duplicated', ({ duplicated }) => duplicated],
  ['lost', ({ lost }) => lost],
  ['misplaced', ({ misplaced }) => misplaced],
  ['gaps reported', ({ gaps }) => (gaps.length === 0 ? 'none' : `${gaps.length}, ${seconds(lengthOf(gaps))}`)],
  ['words in gaps', ({ inGaps, cut }) => `${inGaps} (${cut} cut)`],
  ['audio sent', ({ resent }) => `${resent.toFixed(3)} ×`],
  ['held at most', ({ mostHeldMs }) => seconds(mostHeldMs)],
];

const lengthOf = (gaps: TortureResult['gaps']): number => gaps.reduce((sum, { start, end }) => sum + end - start, 0);

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

process.stdout.write(`${base.minutes} minutes of live audio, seed ${base.seed}\n\n`);
process.stdout.write(`| run | ${COLUMNS.map(([name]) => name).join(' | ')} | memory | took |\n`);
process.stdout.write(`|${' --- |'.repeat(COLUMNS.length + 3)}\n`);
let failed = false;
const suffered: string[] = [];
for (const { name, options } of RUNS) {
  const began = performance.now();
  const memory: number[] = [];
  const result = await torture({ ...options, onMinute: () => memory.push(process.memoryUsage().heapUsed) });
  const took = ((performance.now() - began) / 1000).toFixed(1);
  const peak = (Math.max(...memory) / 2 ** 20).toFixed(0);
  process.stdout.write(
    `| ${name} | ${COLUMNS.map(([, show]) => show(result)).join(' | ')} | ${peak} MB heap | ${took} s |\n`,
  );
  if (options.cuts > 0) {
    suffered.push(
      `${name}: ${Object.entries(result.blows)
        .map(([blow, count]) => `${count} × ${blow}`)
        .join(', ')}`,
    );
  }
  // What cannot be saved: more silence than the buffer holds, or more delay than the service lets anybody make up for.
  const isGapWanted = options.outageMs !== undefined || options.paceSlackMs === STRICT;
  if (result.lost > 0 || result.duplicated > 0 || result.misplaced > 0) failed = true;
  if (!isGapWanted && result.gaps.length > 0) failed = true;
}
process.stdout.write(`\n${suffered.join('\n')}\n`);
process.stdout.write(
  failed ? '\nFAILED: words were lost, doubled or misplaced.\n' : '\nNo word lost, none doubled, every gap reported.\n',
);
if (failed) process.exitCode = 1;
