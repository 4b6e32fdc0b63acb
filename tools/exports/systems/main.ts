/**
 * Prints how each system of the documentation is reached, what was run, and the result.
 *
 *   npm run -s systems
 *   npm run -s systems -- --all       # also the longer proofs, such as a real n8n
 *   npm run -s systems -- Make Rivet  # only these systems
 */
import { parseArgs } from 'node:util';
import { SYSTEMS } from './list.ts';
import { commandOf, type Line, proofsOf, proven, tableOf } from './run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean', default: false } },
});
const wanted = positionals.map((name) => name.toLowerCase());
const systems = SYSTEMS.filter(({ name }) => wanted.length === 0 || wanted.includes(name.toLowerCase()));
if (systems.length === 0) {
  process.stderr.write(`There is no such system. There are ${SYSTEMS.map(({ name }) => name).join(', ')}.\n`);
  process.exit(1);
}

const show = (text: string): void => void (process.stderr.isTTY && process.stderr.write(`\r\u001B[K${text}`));
const outcomes = await proven(
  systems.flatMap((system) => proofsOf(system, values.all)),
  show,
);
show('');
const lines = systems.flatMap((system) =>
  proofsOf(system, values.all).map((proof): Line => {
    const run = commandOf(proof);
    return { system: system.name, reached: system.reached, run, result: outcomes.get(run)?.words ?? '' };
  }),
);
const failed = [...outcomes.values()].filter(({ passed }) => !passed).length;
process.stdout.write(`${tableOf(lines)}\n\n${systems.length} systems, ${outcomes.size} proofs, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
