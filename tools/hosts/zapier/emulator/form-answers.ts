import type { AnyEntry, GroupId, RowsField } from '@aai-connectors/core';

/** Answers as a person's form holds them: what it starts with, the given ones, and the topics that show their fields. */
export const formAnswers = (entry: AnyEntry, answers: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...startsOf(entry),
  ...onForm(entry, answers),
  more_settings: topicsOf(entry, answers),
});

/** The topics that a person chooses to see these fields. */
const topicsOf = ({ params }: AnyEntry, answers: object): GroupId[] => [
  ...new Set(Object.keys(answers).map((key) => params[key]?.group ?? 'primary')),
];

/** The answers that a form starts with. */
const startsOf = ({ params }: AnyEntry): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).flatMap(([key, field]) =>
      field.default === undefined ? [] : [[key, String(field.default)]],
    ),
  );

/** Answers as the host's form returns them: as strings, with unique keys for the columns of rows. */
const onForm = ({ params }: AnyEntry, answers: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => {
      const field = params[key];
      if (field?.kind === 'rows') return [key, (answer as object[]).map((row) => rowOf(key, field, row))];
      if (field?.kind === 'json') return [key, JSON.stringify(answer)];
      return [key, Array.isArray(answer) ? answer.map(String) : String(answer)];
    }),
  );

const rowOf = (key: string, { columns }: RowsField, row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column in columns ? `${key}_${column}` : column, value as unknown]),
  );
