import type { Option } from '../fields.ts';

/** Spelling that makes no difference: capitals, and which mark stands between words. */
const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '_');

/** The option that a person means: by its value, or by something as good as its value or its label. */
export function findOption(options: readonly Option[], text: string): Option | undefined {
  const wanted = fold(text);
  return (
    options.find(({ value }) => value === text) ??
    options.find(({ value }) => fold(value) === wanted) ??
    options.find(({ label }) => fold(label) === wanted)
  );
}
