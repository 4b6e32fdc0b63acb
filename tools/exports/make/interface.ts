import type { OutputField } from '@aai-connectors/core';
import { type Part, partsOf } from '../schema/output.ts';
import type { Parameter } from './parameter.ts';

const TYPES: Readonly<Record<OutputField['type'], string>> = {
  text: 'text',
  number: 'number',
  flag: 'boolean',
  date: 'date',
  url: 'url',
  file: 'url',
  object: 'collection',
  list: 'array',
};

/** What a module returns, for the mapping panel. */
export const interfaceOf = (output: readonly OutputField[]): readonly Parameter[] => partsOf(output).map(itemOf);

function itemOf({ name, field, isList, parts }: Part): Parameter {
  const spec = parts.map(itemOf);
  return {
    name,
    ...(field !== undefined && { label: field.label }),
    type: isList ? 'array' : parts.length > 0 ? 'collection' : TYPES[field?.type ?? 'object'],
    ...(spec.length > 0 && { spec }),
  };
}
