import type { Option } from '../fields.ts';

/** Ignores case, and treats spaces, hyphens and underscores alike. */
const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '_');

/** Finds an option by its exact value, then by its value or label in another spelling. */
export function findOption(options: readonly Option[], text: string): Option | undefined {
  const wanted = fold(text);
  return (
    options.find(({ value }) => value === text) ??
    options.find(({ value }) => fold(value) === wanted) ??
    options.find(({ label }) => fold(label) === wanted)
  );
}
