/**
 * Kills a process that loads recordings again and again with `kill -9`, lets two processes share one store, and counts at
 * the service which jobs were started for which recording. In each row, every recording must be billed once and loaded once.
 *
 *   npm run -s kill [-- --seed 1 --files 300 --kills 20]
 */
import { parseArgs } from 'node:util';
import { type Outcome, runScenario, type Scenario } from './scenario.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    files: { type: 'string', default: '300' },
    kills: { type: 'string', default: '20' },
  },
});
const [seed, files, kills] = [values.seed, values.files, values.kills].map(Number) as [number, number, number];

const SCENARIOS: readonly Scenario[] = [
  { store: 'file', files, processes: 1, kills, seed },
  { store: 'file', files, processes: 2, kills: 6, seed },
  { store: 'base-store', files, processes: 1, kills: Math.ceil(kills / 2), seed },
  { store: 'base-store', files, processes: 2, kills: 0, seed },
];

const NAMES: Readonly<Record<Scenario['store'], string>> = { file: 'a file', 'base-store': 'LocalFileStore' };

process.stdout.write(
  `kill -9 while ${files} recordings are loaded, seed ${seed}, Node ${process.versions.node}\n\n` +
    '| store | processes | kills | files | jobs started | billed twice | documents missing | s |\n' +
    '| --- | --- | --- | --- | --- | --- | --- | --- |\n',
);
const failures: string[] = [];
for (const scenario of SCENARIOS) {
  const outcome = await runScenario(scenario);
  process.stdout.write(`| ${row(scenario, outcome).join(' | ')} |\n`);
  failures.push(...outcome.failures);
  if (!isGood(scenario, outcome)) process.exitCode = 1;
}
for (const failure of failures) process.stdout.write(`${failure}\n`);
process.stdout.write(`\n${process.exitCode === 1 ? 'FAILED' : 'Every recording was billed once and loaded once'}. `);
process.stdout.write(`To repeat this run: npm run -s kill -- --seed ${seed}\n`);

function row({ store, processes }: Scenario, { kills: killed, sources, jobs, paidTwice, lost, seconds }: Outcome) {
  return [NAMES[store], processes, killed, sources, jobs, paidTwice, lost, seconds.toFixed(0)];
}

function isGood({ kills: wanted }: Scenario, { kills: killed, paidTwice, lost, failures: failed }: Outcome): boolean {
  return killed === wanted && paidTwice === 0 && lost === 0 && failed.length === 0;
}
