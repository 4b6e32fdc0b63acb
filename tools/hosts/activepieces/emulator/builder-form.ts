import { emptyValue } from '../builder/defaults.ts';
import type { Part } from './load.ts';

/**
 * The input of a step whose form was left untouched. The builder stores a value for each property, and the piece gets
 * all of them.
 */
export const untouchedForm = ({ props }: Part): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(props as Readonly<Record<string, { readonly type: string; readonly defaultValue?: unknown }>>)
      .filter(([, { type }]) => type !== 'MARKDOWN')
      .map(([key, { type, defaultValue }]) => [key, passedValue(type, defaultValue ?? emptyValue(type))]),
  );

/** A value of a form as the engine passes it to the piece: an empty number or file is no value. */
export function passedValue(type: string | undefined, value: unknown): unknown {
  if (value !== '') return value;
  return type === 'NUMBER' ? undefined : type === 'FILE' ? null : value;
}
