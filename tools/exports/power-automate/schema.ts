import { type Field, type Fields, prominenceOf } from '@aai-connectors/core';
import { formDescription } from '../catalogue/form-words.ts';
import { downgraded, type OldSchema } from '../openapi/downgrade.ts';
import { fieldSchema, objectOf, type Style } from '../schema/field.ts';
import type { JsonValue, Schema } from '../schema/json-schema.ts';

/** Where the form of an action shows a parameter. */
const VISIBILITY = { essential: 'important', common: undefined, rare: 'advanced' } as const;

/** A schema in Swagger 2.0 with Microsoft's annotations: titles as `x-ms-summary`, options with labels, no defaults. */
export function connectorSchema(schema: Schema): OldSchema {
  return annotated(downgraded(schema, { version: '2.0' })) as OldSchema;
}

function annotated(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(annotated);
  if (typeof value !== 'object' || value === null) return value;
  // A default would be filled in and sent. Examples are not part of the format.
  const {
    title,
    'x-enum-descriptions': labels,
    default: _,
    example: __,
    deprecated: ___,
    writeOnly: ____,
    ...rest
  } = value as OldSchema;
  const isName = (key: string): boolean => key === 'properties';
  return {
    ...Object.fromEntries(
      Object.entries(rest).map(([key, member]) => [key, isName(key) ? named(member as OldSchema) : annotated(member)]),
    ),
    ...(title !== undefined && { 'x-ms-summary': title }),
    ...(Array.isArray(labels) &&
      Array.isArray(rest['enum']) && {
        'x-ms-enum-values': (rest['enum'] as readonly JsonValue[]).map((one, at) => ({
          value: one,
          displayName: (labels as readonly JsonValue[])[at]!,
        })),
      }),
  };
}

/** Properties, whose names may be those of annotations. */
const named = (properties: OldSchema): OldSchema =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, annotated(schema)]));

/** How prominent a field is in the form of its action. */
function visibilityOf(field: Field): Schema {
  const visibility = (field.status ?? 'current') === 'current' ? VISIBILITY[prominenceOf(field)] : 'advanced';
  return visibility === undefined ? {} : { 'x-ms-visibility': visibility };
}

const STYLE: Style = { describe: formDescription, annotate: visibilityOf };

/** The body of an action. */
export const bodySchema = (fields: Fields): OldSchema => connectorSchema(objectOf(fields, { style: STYLE }));

/** A parameter of the path or the query. */
export function parameterOf(name: string, field: Field, fields: Fields, place: 'path' | 'query'): OldSchema {
  const schema = connectorSchema(fieldSchema(name, field, fields, STYLE));
  return {
    name,
    in: place,
    required: place === 'path' || field.required === true,
    ...schema,
    ...(schema['type'] === 'array' && { collectionFormat: 'csv' }),
    ...(place === 'path' && { 'x-ms-url-encoding': 'single' }),
  };
}
