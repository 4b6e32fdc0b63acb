import type { AnyEntry, AnyEvent } from '@aai-connectors/core';
import { type Form, type FormField, isInput } from '../read/form.ts';
import { deadIn, isDeadOperation } from './dead.ts';

export interface Figures {
  readonly form: Form;
  /** Fields before anything is answered, doors closed. */
  readonly atFirst: number;
  /** Fields in all states of the form. Each kind of row counts once, whatever its columns. */
  readonly inAll: number;
  /** Doors, or in Activepieces dynamic properties. */
  readonly doors: number;
  /** Fields and options that the catalogue says are not current. */
  readonly dead: readonly string[];
  /** Whether the operation itself is not current. */
  readonly isDead: boolean;
  /** The median of the words of the fields' help texts; `undefined` where no field has one. */
  readonly wordsPerHelp: number | undefined;
}

/** Labels of what a person meets before anything is answered, wherever the doors stand. */
export const controlsOf = ({ shown }: Form): readonly string[] => shown.filter(isInput).map(({ label }) => label);

export function figuresOf(form: Form, entries: readonly (AnyEntry | AnyEvent)[]): Figures {
  return {
    form,
    atFirst: controlsOf(form).length,
    inAll: form.all.length,
    doors: form.shown.filter(({ control }) => control === 'door' || control === 'dynamic').length,
    dead: deadIn(form, entries),
    isDead: isDeadOperation(form, entries),
    wordsPerHelp: median(form.all.flatMap(wordsIn)),
  };
}

/** The words of a field's help, if it has one. */
const wordsIn = ({ help = '' }: FormField): readonly number[] => {
  const words = help.split(/\s+/).filter((word) => word !== '').length;
  return words === 0 ? [] : [words];
};

/** The value in the middle; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
