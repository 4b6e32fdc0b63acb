/** The words of fields for people who fill in a form. */
import { conditionInWords, type Field, type Fields, unitInWords } from '@aai-connectors/core';
import { LINK } from '../schema/field.ts';

/** What a field does, its unit, and when it has an effect, with the labels of the form. */
export function formDescription(_path: string, field: Field, siblings: Fields): string {
  const { help, kind, showWhen, note, status = 'current' } = field;
  const condition =
    Object.keys(showWhen ?? {}).length > 0 ? `Only if ${conditionInWords(showWhen!, siblings)}.` : undefined;
  return [
    kind === 'media' ? LINK : help,
    unitInWords(field, ['ms', 's', 'tokens']),
    condition,
    status === 'current' ? undefined : `Deprecated. ${note ?? ''}`.trim(),
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}

/**
 * The fields and options that the API still accepts. Without shortcuts, which are options that only the adapters can
 * turn into the fields they stand for.
 */
export function accepted(fields: Fields): Fields {
  const isAccepted = ({ status }: { readonly status?: string }): boolean => status !== 'rejected';
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => isAccepted(field))
      .map(([key, field]): [string, Field] => {
        if (field.kind === 'openChoice') {
          const { shortcuts: _, ...plain } = field;
          return [key, { ...plain, options: plain.options.filter(isAccepted) }];
        }
        if (!('options' in field)) return [key, field];
        return [key, { ...field, options: field.options.filter(isAccepted) } as Field];
      }),
  );
}
