/**
 * Fits the weights of the alignment: finds those with which the fewest words are lost or doubled in random conversations
 * over connections that break, that the service ends, or that start late, with plain and with padded times. Deterministic.
 *
 *   node --conditions=@aai-connectors/source packages/core/test/streaming/fit/main.ts [--trials 2000 --rounds 0 --seed 1]
 *
 * With `--rounds 0`, only measures the weights in use. The table also has other conversations than those of the fit.
 */
import { parseArgs } from 'node:util';
import { type Weights, WEIGHTS } from '../../../src/streaming/incoming/alignment.ts';
import { BAD_STYLES, type Style, STYLES } from './hearing.ts';
import { ALL_ENDINGS, trial } from './trial.ts';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
  },
});
const [trials, rounds, firstSeed] = [values.trials, values.rounds, values.seed].map(Number) as [number, number, number];

/** Factors by which a weight is changed, one after the other. */
const FACTORS = [0.6, 0.8, 0.9, 1.1, 1.25, 1.6];

interface Faults {
  readonly lost: number;
  readonly doubled: number;
}

function faultsOf(style: Style, weights: Weights, first: number): Faults {
  let lost = 0;
  let doubled = 0;
  for (let seed = first; seed < first + trials; seed++) {
    const verdict = trial(style, seed, ALL_ENDINGS, weights);
    lost += verdict.lost;
    doubled += verdict.doubled;
  }
  return { lost, doubled };
}

/** Faults with these weights; any number above `most` if there are more. */
function total(weights: Weights, most: number): number {
  let sum = 0;
  for (const style of BAD_STYLES) {
    if (sum > most) return sum;
    const { lost, doubled } = faultsOf(style, weights, firstSeed);
    sum += lost + doubled;
  }
  return sum;
}

/** Changes one weight after the other as long as that helps. */
function fitted(from: Weights): Weights {
  let best = from;
  let fewest = total(best, Infinity);
  for (let round = 1; round <= rounds; round++) {
    const before = fewest;
    for (const name of Object.keys(best) as (keyof Weights)[]) {
      for (const factor of FACTORS) {
        const weights = { ...best, [name]: Number((best[name] * factor).toPrecision(2)) };
        const faults = total(weights, fewest);
        if (faults >= fewest) continue;
        fewest = faults;
        best = weights;
      }
    }
    process.stdout.write(`Round ${round}: ${before} faults, then ${fewest} with ${JSON.stringify(best)}\n`);
    if (fewest === before) break;
  }
  return best;
}

const weights = fitted(WEIGHTS);
/** Other conversations: the fit has not seen them. */
const unseen = firstSeed + 1_000_000;
process.stdout.write(`${trials} conversations of each kind; lost + doubled words\n\n`);
process.stdout.write(
  '| recognition | in use | fitted | in use, unseen | fitted, unseen |\n| --- | --- | --- | --- | --- |\n',
);
for (const style of [...STYLES, ...BAD_STYLES]) {
  const cells = [firstSeed, unseen].flatMap((seed) => [faultsOf(style, WEIGHTS, seed), faultsOf(style, weights, seed)]);
  process.stdout.write(`| ${style.name} | ${cells.map(({ lost, doubled }) => `${lost} + ${doubled}`).join(' | ')} |\n`);
}
if (rounds > 0) process.stdout.write(`\n${JSON.stringify(weights, undefined, 2)}\n`);
