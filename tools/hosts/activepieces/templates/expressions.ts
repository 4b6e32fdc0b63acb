/** Outputs of the trigger and the steps so far, by their names. */
export type Outputs = Readonly<Record<string, unknown>>;

const EXPRESSION = /\{\{(.*?)\}\}/gs;

/**
 * The value with its expressions replaced as the platform does: a text that is one expression becomes the value itself.
 *
 * @throws Error for an expression that is not a path into outputs, or that leads to nothing
 */
export function resolved(value: unknown, outputs: Outputs): unknown {
  if (typeof value === 'string') {
    const [whole, path] = /^\{\{([^{}]*)\}\}$/.exec(value) ?? [];
    if (whole !== undefined && path !== undefined) return valueAt(path, outputs);
    return value.replaceAll(EXPRESSION, (_, inner: string) => textOf(valueAt(inner, outputs)));
  }
  if (Array.isArray(value)) return value.map((one) => resolved(one, outputs));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one, outputs)]));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function valueAt(expression: string, outputs: Outputs): unknown {
  const [, name, path] = /^\s*(\w+)((?:\['[^']+'\]|\[\d+\])*)\s*$/.exec(expression) ?? [];
  if (name === undefined || path === undefined) throw new Error(`{{${expression}}} is not a path into an output.`);
  const keys = [...path.matchAll(/\['([^']+)'\]|\[(\d+)\]/g)].map(([, key, index]) => key ?? index!);
  let value: unknown = outputs[name];
  for (const key of keys) value = (value as Record<string, unknown> | undefined | null)?.[key];
  if (value === undefined || value === null) throw new Error(`{{${expression}}} leads to nothing.`);
  return value;
}
