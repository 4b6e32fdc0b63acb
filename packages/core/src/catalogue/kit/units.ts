/** The sentence that names a unit at the end of a help text. */
const SENTENCES = { ms: 'In milliseconds.', s: 'In seconds.', tokens: 'In tokens.' } as const;

export type Unit = keyof typeof SENTENCES;

/**
 * The unit of a number as a sentence, for hosts that show no unit next to the input.
 *
 * @param named units that the host spells out; labels and help texts make the others clear
 */
export const unitInWords = (
  field: { readonly kind: string; readonly unit?: string | undefined },
  named: readonly Unit[],
): string | undefined => {
  const unit = field.kind === 'number' ? named.find((candidate) => candidate === field.unit) : undefined;
  return unit === undefined ? undefined : SENTENCES[unit];
};
