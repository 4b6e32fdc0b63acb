import { conditionInWords } from './conditions.ts';
import type { AnyEntry } from './entry.ts';
import { type Field, type Fields, optionsOf } from './fields.ts';
import { formFields, isForNoWaiting } from './offered.ts';

/** A JSON Schema that describes the input of a tool to a language model. */
export interface Schema {
  readonly type: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly format?: string;
  readonly default?: unknown;
}

/** The input schema of an operation: the fields its form offers. Tools wait for jobs, so webhook fields are left out. */
export const schemaOf = ({ kind, params }: AnyEntry): Schema =>
  schemaOfFields(
    Object.fromEntries(
      Object.entries(formFields(params)).filter(([, field]) => kind !== 'job' || !isForNoWaiting(field)),
    ),
  );

/**
 * The schema of an object with these fields.
 *
 * @param open whether it may have other members. @default false
 */
export function schemaOfFields(fields: Fields, open = false): Schema {
  const entries = Object.entries(fields);
  const required = entries.filter(([, field]) => isNeeded(field)).map(([key]) => key);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([key, field]) => [key, schemaOfField(field, fields)])),
    ...(required.length > 0 && { required }),
    additionalProperties: open,
  };
}

/** Required for a model: fields that always apply and have no default. */
const isNeeded = ({ required, showWhen, default: start }: Field): boolean =>
  required === true && showWhen === undefined && start === undefined;

/** The schema of a field, with its default. `siblings` are the fields of the same form, which its conditions name. */
export function schemaOfField(field: Field, siblings: Fields = {}): Schema {
  const schema = shapeOf(field, siblings);
  return field.default === undefined ? schema : { ...schema, default: field.default };
}

function shapeOf(field: Field, siblings: Fields): Schema {
  const description = describe(field, siblings);
  switch (field.kind) {
    case 'text':
      return { type: 'string', description, ...(field.format === 'date' && { format: 'date' }) };
    case 'number':
      return {
        type: field.whole === true ? 'integer' : 'number',
        description,
        ...(field.min !== undefined && { minimum: field.min }),
        ...(field.max !== undefined && { maximum: field.max }),
      };
    case 'flag':
      return { type: 'boolean', description };
    case 'choice':
      return { type: 'string', description, enum: valuesOf(field) };
    case 'openChoice':
      return { type: 'string', description: `${description} For example ${valuesOf(field).slice(0, 3).join(', ')}.` };
    case 'choices':
      return {
        type: 'array',
        description,
        items: { type: 'string', ...(field.open !== true && { enum: valuesOf(field) }) },
      };
    case 'terms':
      return {
        type: 'array',
        description,
        items: { type: 'string' },
        ...(field.maxItems !== undefined && { maxItems: field.maxItems }),
      };
    case 'rows':
      return { type: 'array', description, items: schemaOfFields(field.columns, field.open) };
    case 'media':
      return { type: 'string', description };
    case 'json':
      return { type: field.shape === 'array' ? 'array' : 'object', description };
  }
}

const valuesOf = (field: Field): readonly string[] => optionsOf(field).map(({ value }) => value);

/** Starts with the label, which is the term that the API documentation uses. */
const describe = ({ label, help, showWhen, note }: Field, siblings: Fields): string =>
  [`${label}: ${help}`, showWhen && `Used when ${conditionInWords(showWhen, siblings)}.`, note]
    .filter((text) => text !== undefined)
    .join(' ');
