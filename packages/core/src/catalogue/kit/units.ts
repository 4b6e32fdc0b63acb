/** Units that a form may have to name, each as a closing sentence of a help text. */
const SENTENCES = { ms: 'In milliseconds.', s: 'In seconds.', tokens: 'In tokens.' } as const;

export type Unit = keyof typeof SENTENCES;

/**
 * The unit of a number as a sentence, for hosts that have no place for it beside the number.
 *
 * @param named the units that the host names; others are clear from its labels and help texts
 */
export const unitInWords = (
  field: { readonly kind: string; readonly unit?: string | undefined },
  named: readonly Unit[],
): string | undefined => {
  const unit = field.kind === 'number' ? named.find((one) => one === field.unit) : undefined;
  return unit === undefined ? undefined : SENTENCES[unit];
};
