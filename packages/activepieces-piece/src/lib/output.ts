import { type AnyEntry, type AnyEvent, type OutputField, recordOf, simplified } from './core.ts';
import type { OutputSchema, OutputSchemaField } from './host-values.ts';

/**
 * What a step outputs: the simple output of the entry.
 *
 * @param fileName name of the audio file that the step got
 */
export const resultOf = (entry: AnyEntry | AnyEvent, result: unknown, fileName?: string): Record<string, unknown> =>
  recordOf(simplified(entry, result, fileName), 'result');

/** The schema of what a step outputs, under labels that people can read: the catalogue's dotted keys as a tree. */
export function outputSchemaOf({ output, file }: AnyEntry | AnyEvent): OutputSchema {
  const fields: OutputSchemaField[] = [];
  for (const { key, label, type } of output) {
    const path = key.split('.');
    let level = fields;
    for (const [at, part] of path.entries()) {
      const name = part.replace('[]', '');
      const known = level.find((one) => one.key === name);
      const field: OutputSchemaField = known ?? { key: name };
      if (known === undefined) level.push(field);
      if (at === path.length - 1) Object.assign(field, { label, ...formatOf(type) });
      else level = part.endsWith('[]') ? (field.listItems ??= []) : (field.children ??= []);
    }
  }
  if (file !== undefined) fields.push({ key: 'file', label: 'File', format: 'url' });
  return { fields };
}

function formatOf(type: OutputField['type']): Pick<OutputSchemaField, 'format'> {
  switch (type) {
    case 'number':
      return { format: 'number' };
    case 'flag':
      return { format: 'boolean' };
    case 'date':
      return { format: 'datetime' };
    case 'url':
    case 'file':
      return { format: 'url' };
    case 'text':
    case 'object':
    case 'list':
      return {};
  }
}
