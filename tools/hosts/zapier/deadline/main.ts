/**
 * Runs every function of the built app with a service that answers after 1, 20, 45 and 180 seconds, on a virtual clock.
 * No run may take longer than 27 seconds, and no job that is billed may be lost.
 *
 *   npm run -s zapier:deadline
 */
import { DELAYS_S, LONGEST_S, prove } from './proof.ts';

// eslint-disable-next-line no-console -- the platform logs the memory use of every run to the console
console.log = () => undefined;
const rows = await prove(DELAYS_S, ({ name, delayS, tookS, outcome, problem }) => {
  const cells = [name.padEnd(40), `${delayS} s`.padStart(5), `${tookS.toFixed(1)} s`.padStart(6)];
  process.stdout.write(`${cells.join('  ')}  ${problem === undefined ? '' : `PROBLEM: ${problem} `}${outcome}\n`);
});
const longest = Math.max(...rows.map(({ tookS }) => tookS));
const problems = rows.filter(({ problem }) => problem !== undefined);
process.stdout.write(`${rows.length} rows. Longest run: ${longest.toFixed(1)} s of ${LONGEST_S} s. `);
process.stdout.write(`Problems: ${problems.length}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
