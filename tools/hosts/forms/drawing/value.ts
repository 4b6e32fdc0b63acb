import type { FormField } from '../read/form.ts';

/** What an untouched field shows as its value: the label of a choice, or what is typed in. */
export function startText({ start, options = [], control }: FormField): string | undefined {
  if (start === undefined || control === 'toggle') return undefined;
  const values = Array.isArray(start) ? (start as readonly unknown[]) : [start];
  const labels = values.map((value) => options.find((one) => one.value === String(value))?.label ?? textOf(value));
  return labels.length === 0 ? undefined : labels.join(', ');
}

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

export const isOn = ({ start }: FormField): boolean => start === true || start === 'true';
