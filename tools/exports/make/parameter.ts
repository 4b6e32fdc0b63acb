import { type Field, type Fields, type Option, optionsOf, pathOf, prominenceOf } from '@aai-connectors/core';
import { formDescription } from '../catalogue/form-words.ts';

/** A parameter of a module, as Make's forms read it. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly help?: string;
  readonly required?: boolean;
  readonly advanced?: boolean;
  readonly multiple?: boolean;
  readonly multiline?: boolean;
  readonly mappable?: boolean;
  readonly options?: unknown;
  readonly spec?: unknown;
  readonly nested?: readonly Parameter[];
  readonly validate?: unknown;
  readonly semantic?: string;
}

/** Name of the list from which users choose a transcript. */
export const TRANSCRIPTS_RPC = 'listTranscripts';

/** One parameter of the API, under the name that `name` gives. */
export function parameterOf(name: string, field: Field, siblings: Fields): Parameter {
  return {
    name,
    label: field.label,
    help: formDescription(name, field, siblings),
    ...(field.required === true && { required: true }),
    ...(prominenceOf(field) === 'rare' && field.required !== true && { advanced: true }),
    ...shapeOf(field),
  };
}

function shapeOf(field: Field): Pick<Parameter, 'type'> & Partial<Parameter> {
  switch (field.kind) {
    case 'text':
      return textOf(field);
    case 'number': {
      const { min, max, whole } = field;
      const validate = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
      return {
        type: whole === true ? ((min ?? -1) >= 0 ? 'uinteger' : 'integer') : 'number',
        ...(Object.keys(validate).length > 0 && { validate }),
      };
    }
    case 'flag':
      return { type: 'boolean' };
    case 'choice':
      return { type: 'select', options: choices(optionsOf(field)) };
    case 'openChoice':
      return { type: 'select', options: choices(optionsOf(field)), mappable: true };
    case 'choices':
      return { type: 'select', multiple: true, options: choices(optionsOf(field)), mappable: true };
    case 'terms':
      return { type: 'array', spec: { type: 'text', name: 'value', label: 'Value' }, ...itemsOf(field) };
    case 'rows':
      return {
        type: 'array',
        spec: Object.entries(field.columns).map(([key, column]) =>
          parameterOf(pathOf(key, column), column, field.columns),
        ),
        ...itemsOf(field),
      };
    case 'media':
      return { type: 'url' };
    case 'json':
      return { type: 'text', multiline: true };
  }
}

function textOf(field: Extract<Field, { kind: 'text' }>): Pick<Parameter, 'type'> & Partial<Parameter> {
  if (field.secret === true) return { type: 'password' };
  switch (field.format) {
    case 'url':
      return { type: 'url' };
    case 'date':
      return { type: 'date' };
    case 'transcript':
      return { type: 'select', options: `rpc://${TRANSCRIPTS_RPC}`, mappable: true };
    default:
      return { type: 'text', ...(field.multiline === true && { multiline: true }) };
  }
}

function itemsOf({
  minItems,
  maxItems,
}: {
  readonly minItems?: number;
  readonly maxItems?: number;
}): Partial<Parameter> {
  const validate = { ...(minItems !== undefined && { minItems }), ...(maxItems !== undefined && { maxItems }) };
  return Object.keys(validate).length > 0 ? { validate } : {};
}

const choices = (options: readonly Option[]): unknown =>
  options.map(({ value, label, help }) => ({ value, label, ...(help !== undefined && { description: help }) }));
