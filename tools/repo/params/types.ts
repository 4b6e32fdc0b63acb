import { type Field, type Fields, optionsOf } from '@aai-connectors/core';

/** Named lists of values, open to others: a union type each. */
export interface Vocabulary {
  readonly name: string;
  readonly about: string;
  readonly values: readonly string[];
}

/** Writes types of values. `item` names and keeps the type of a row. */
export interface TypeWriter {
  readonly vocabularies: readonly Vocabulary[];
  item(path: string, columns: Fields, open: boolean): string;
}

const union = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(' | ');

/** The type of a field's value in a request. */
export function typeOf(path: string, field: Field, writer: TypeWriter): string {
  switch (field.kind) {
    case 'text':
    case 'media':
      return 'string';
    case 'number':
      return 'number';
    case 'flag':
      return 'boolean';
    case 'choice':
      return choiceOf(field, false, writer);
    case 'openChoice':
      return choiceOf(field, true, writer);
    case 'choices':
      return `readonly ${grouped(choiceOf(field, field.open === true, writer))}[]`;
    case 'terms':
      return 'readonly string[]';
    case 'rows': {
      const [, content] = Object.values(field.columns);
      if (field.layout === 'map' && content !== undefined)
        return `Readonly<Record<string, ${typeOf(path, content, writer)}>>`;
      return `readonly ${writer.item(path, field.columns, field.open === true)}[]`;
    }
    case 'json':
      return field.shape === 'array' ? 'readonly JsonObject[]' : 'JsonObject';
  }
}

const grouped = (type: string): string => (type.includes('|') ? `(${type})` : type);

/** A vocabulary by its name, with what comes before it; else the values themselves. */
function choiceOf(field: Field, open: boolean, { vocabularies }: TypeWriter): string {
  const values = optionsOf(field).map(({ value }) => value);
  const named = vocabularies.find(
    (known) => known.values.length > 3 && values.slice(-known.values.length).join() === known.values.join(),
  );
  if (named === undefined) return union(values) + (open ? ' | AnyText' : '');
  const before = values.slice(0, values.length - named.values.length);
  return [...before.map((value) => `'${value}'`), named.name].join(' | ');
}
