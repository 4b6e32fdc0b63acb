import { isAssemblyAIError } from '@aai-connectors/core';
import { FINE, type Part, type Verdict } from '../part.ts';
import type { Random } from '../random.ts';
import { OPTION_NAMES, READINGS } from './readings.ts';
import { anyOption, anyTranscript } from './transcripts.ts';

/** Real milliseconds that a rendering may take: most are done in less than one. */
const LATEST_MS = 1_000;

function attack(random: Random, size: number): Verdict {
  const name = random.pick(Object.keys(READINGS));
  const source = anyTranscript(random, size);
  const options = Object.fromEntries(
    OPTION_NAMES.filter(() => random.chance(0.15)).map((option) => [option, anyOption(random)]),
  );
  const startedAt = performance.now();
  try {
    READINGS[name]!(source, options);
  } catch (error) {
    // What it was not made with, an option out of range, or a deleted transcript.
    if (!isAssemblyAIError(error)) return { failures: [`${name} threw ${String(error)}`] };
  }
  const ms = performance.now() - startedAt;
  return ms <= LATEST_MS ? FINE : { failures: [`${name} took ${Math.round(ms)} ms`] };
}

const part = (id: string, label: string, cases: number, size: number): Part => ({
  id: `formats/${id}`,
  label,
  cases,
  open: () => Promise.resolve({ run: (random) => Promise.resolve(attack(random, size)) }),
});

export const formatParts: readonly Part[] = [
  part('odd', 'Formats: odd transcripts', 20_000, 60),
  part('large', 'Formats: odd transcripts of 100,000 characters', 600, 100_000),
];
