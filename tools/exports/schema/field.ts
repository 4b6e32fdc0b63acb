import { type Field, type Fields, type Option, optionsOf, pathOf, type RowsField } from '@aai-connectors/core';
import { wordsOf } from '@aai-connectors/repo/parameter-words';
import type { JsonValue, Schema } from './json-schema.ts';

/**
 * The schema of one parameter: its type, limits, options, default and words. Closed lists of options become an
 * enumeration; open lists also accept any other text.
 */
export function fieldSchema(path: string, field: Field, siblings: Fields, style: Style = API_STYLE): Schema {
  const isCurrent = (field.status ?? 'current') === 'current';
  return {
    title: field.label,
    description: style.describe(path, field, siblings),
    ...shapeOf(field, style),
    ...(isCurrent && field.serverDefault !== undefined && { default: field.serverDefault }),
    ...(field.example !== undefined && { examples: [field.example as JsonValue] }),
    ...(!isCurrent && { deprecated: true }),
    ...style.annotate?.(field),
  };
}

/** The API itself takes audio only as a link. */
export const LINK = 'Public link that points directly to an audio or video file, or the URL of an uploaded file.';

/** How schemas present parameters to their readers. */
export interface Style {
  describe(path: string, field: Field, siblings: Fields): string;
  /** Adds annotations of a format. */
  annotate?(field: Field): Schema;
}

/** What a parameter does and depends on, in Markdown, for readers of the API's names. */
export function descriptionOf(path: string, field: Field, siblings: Fields): string {
  const { help, choices, relations, instead } = wordsOf(path, field, siblings);
  const about = field.kind === 'media' ? LINK : help;
  return [about, choices.join('\n'), relations, instead ?? ''].filter((part) => part !== '').join('\n\n');
}

const API_STYLE: Style = { describe: descriptionOf };

function shapeOf(field: Field, style: Style): Schema {
  switch (field.kind) {
    case 'text':
      return { type: 'string', ...formatOf(field.format), ...limit('maxLength', field.maxLength), ...secrecyOf(field) };
    case 'number':
      return {
        type: field.whole === true ? 'integer' : 'number',
        ...limit('minimum', field.min),
        ...limit('maximum', field.max),
      };
    case 'flag':
      return field.layout === 'presence' ? { type: 'object' } : { type: 'boolean' };
    case 'choice':
      return { type: 'string', ...listOf(optionsOf(field)) };
    case 'openChoice':
      return openText(optionsOf(field));
    case 'choices':
      return {
        type: 'array',
        items: field.open === true ? openText(optionsOf(field)) : { type: 'string', ...listOf(optionsOf(field)) },
        ...limit('minItems', field.minItems),
        ...limit('maxItems', field.maxItems),
      };
    case 'terms':
      return {
        type: 'array',
        items: { type: 'string', ...limit('maxLength', field.maxLength) },
        ...limit('minItems', field.minItems),
        ...limit('maxItems', field.maxItems),
      };
    case 'rows':
      return rowsOf(field, style);
    case 'media':
      return { type: 'string', format: 'uri' };
    case 'json':
      return field.shape === 'array'
        ? { type: 'array', items: { type: 'object', additionalProperties: true } }
        : { type: 'object', additionalProperties: true };
  }
}

function rowsOf(field: RowsField, style: Style): Schema {
  const { columns, layout, minItems, maxItems } = field;
  if (layout === 'map') {
    const [, content] = Object.entries(columns);
    if (content === undefined) throw new Error(`${field.label} needs two columns to become a map.`);
    return { type: 'object', additionalProperties: fieldSchema(content[0], content[1], columns, style) };
  }
  return {
    type: 'array',
    items: objectOf(columns, { isOpen: field.open === true, style }),
    ...limit('minItems', minItems),
    ...limit('maxItems', maxItems),
  };
}

const openText = (options: readonly Option[]): Schema => ({
  anyOf: [{ type: 'string', ...listOf(options) }, { type: 'string' }],
});

const listOf = (options: readonly Option[]): Schema => ({
  enum: options.map(({ value }) => value),
  'x-enum-descriptions': options.map(({ label }) => label),
});

const formatOf = (format: string | undefined): Schema =>
  format === 'url' ? { format: 'uri' } : format === 'date' ? { format: 'date' } : {};

const secrecyOf = ({ secret }: { readonly secret?: boolean }): Schema =>
  secret === true ? { format: 'password', writeOnly: true } : {};

function limit(name: 'minimum' | 'maximum' | 'maxLength' | 'minItems' | 'maxItems', value: number | undefined): Schema {
  return value === undefined ? {} : { [name]: value };
}

/** A node of the request body: a parameter, and the parameters below it. */
interface Node {
  schema: Schema;
  readonly below: Map<string, Node>;
  readonly required: Set<string>;
}

const node = (): Node => ({ schema: { type: 'object' }, below: new Map(), required: new Set() });

/**
 * The schema of an object with these parameters, each at its path. A parameter that is required only in a form, because
 * another field shows it, is required within the object that contains it.
 */
export function objectOf(
  fields: Fields,
  { isOpen = false, style = API_STYLE }: { readonly isOpen?: boolean; readonly style?: Style } = {},
): Schema {
  const root = node();
  let accepts = isOpen;
  for (const [key, field] of Object.entries(fields)) {
    if (field.layout === 'merge') {
      accepts = true;
      continue;
    }
    const path = pathOf(key, field);
    const needs = field.required !== true ? 'nothing' : field.showWhen === undefined ? 'all' : 'parent';
    put(root, path.split('.'), fieldSchema(path, field, fields, style), needs);
  }
  return { ...built(root), ...(accepts && { additionalProperties: true }) };
}

/** Which members a required parameter makes required: itself and all objects around it, or itself within its object. */
type Needs = 'all' | 'parent' | 'nothing';

function put(at: Node, [name = '', ...below]: readonly string[], schema: Schema, needs: Needs, depth = 0): void {
  const there = at.below.get(name) ?? node();
  at.below.set(name, there);
  const isLast = below.length === 0;
  if (needs === 'all' || (needs === 'parent' && isLast && depth > 0)) at.required.add(name);
  if (isLast) there.schema = schema;
  else put(there, below, schema, needs, depth + 1);
}

function built({ schema, below, required }: Node): Schema {
  if (below.size === 0) return schema;
  return {
    ...schema,
    type: 'object',
    properties: Object.fromEntries([...below].map(([name, child]) => [name, built(child)])),
    ...(required.size > 0 && { required: [...required] }),
  };
}
