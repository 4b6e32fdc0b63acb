/**
 * Random attacks on the core and every host, repeatable by their seed.
 *
 *   npm run -s fuzz
 *   npm run -s fuzz -- --runs 100000 --seed 7 --only leaks
 *   npm run -s fuzz -- --seed 7 --only leaks/rest --case 12
 */
import { parseArgs } from 'node:util';
import { PARTS, partsOf } from './parts.ts';
import { type Report, runPart } from './run.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' }, case: { type: 'string' } },
});
const numberOf = (name: 'runs' | 'seed' | 'case'): number | undefined => {
  const text = values[name];
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`--${name} must be a whole number.`);
};

/** Failures of a part that are printed: enough to see what is wrong. */
const SHOWN = 10;

const seed = numberOf('seed') ?? 16;
const only = numberOf('case');
const parts = partsOf(values.only);
if (parts.length === 0 || (only !== undefined && parts.length !== 1)) {
  process.stderr.write(
    `--only must be an area or, with --case, a part. Parts: ${PARTS.map(({ id }) => id).join(', ')}.\n`,
  );
  process.exit(2);
}

const write = (line: string): void => void process.stdout.write(`${line}\n`);
const width = Math.max(...PARTS.map(({ label }) => label.length)) + 2;
write(`${'seed ' + String(seed)}`.padEnd(width) + '    cases  failures  seconds');
const reports: Report[] = [];
for (const part of parts) {
  const report = await runPart(part, { seed, runs: numberOf('runs'), only });
  reports.push(report);
  const notes = Object.entries(report.counts).map(([name, count]) => `${count} ${name}`);
  write(
    `${part.label.padEnd(width)}${String(report.cases).padStart(9)}${String(report.failures.length).padStart(10)}` +
      `${(report.ms / 1000).toFixed(1).padStart(9)}  ${notes.join(', ')}`.trimEnd(),
  );
}
const failed = reports.reduce((sum, { failures }) => sum + failures.length, 0);
write(
  `${'all'.padEnd(width)}${String(reports.reduce((sum, { cases }) => sum + cases, 0)).padStart(9)}${String(failed).padStart(10)}`,
);
for (const { part, failures } of reports) {
  for (const failure of failures.slice(0, SHOWN)) {
    write(`\n${part.label}: ${failure.what}`);
    write(`  npm run -s fuzz -- --seed ${seed} --only ${part.id} --case ${failure.case}`);
  }
  if (failures.length > SHOWN) write(`\n${part.label}: and ${failures.length - SHOWN} more`);
}
// A host may leave timers running.
process.exit(failed > 0 ? 1 : 0);
