import {
  connectionParams,
  ENTRIES,
  EVENTS,
  type Field,
  type Fields,
  formFields,
  GROUPS,
  optionsOf,
} from '../src/lib/core.ts';

/** Every text of the catalogue that a form of any platform can show. */
export function catalogueTexts(): readonly string[] {
  const entries = [...ENTRIES, ...EVENTS];
  const parts = [
    ...Object.values(GROUPS),
    ...entries,
    ...[connectionParams, ...entries.map(({ params }) => params)].flatMap((params) => fieldsIn(formFields(params))),
  ];
  return [
    ...new Set(
      parts.flatMap(({ label, help, ...part }) => [
        label,
        help,
        ...('note' in part && part.note !== undefined ? [part.note] : []),
      ]),
    ),
  ];
}

/** Fields with their options and columns. */
const fieldsIn = (fields: Fields): readonly Words[] =>
  Object.values(fields).flatMap((field) => [
    field,
    ...optionsOf(field).map(({ help = '', ...option }) => ({ ...option, help })),
    ...columnsOf(field),
  ]);

const columnsOf = (field: Field): readonly Words[] => (field.kind === 'rows' ? fieldsIn(field.columns) : []);

interface Words {
  readonly label: string;
  readonly help: string;
  readonly note?: string;
}
