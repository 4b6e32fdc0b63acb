/** Writes schemas of OpenAPI 3.1 in the words of older versions, without losing a property, a limit, or a list. */
import type { JsonValue, Schema, Schemas } from '../schema/json-schema.ts';

export type OldVersion = '3.0' | '2.0';

/** A schema of OpenAPI 3.0 or Swagger 2.0. */
export type OldSchema = { readonly [key: string]: JsonValue };

export interface DowngradeOptions {
  readonly version: OldVersion;
  /** The schemas that references name: needed to join alternatives, and for the type of a nullable reference. */
  readonly schemas?: Schemas;
}

const NULLABLE = { '3.0': 'nullable', '2.0': 'x-nullable' } as const;
const FOLDER = { '3.0': '#/components/schemas/', '2.0': '#/definitions/' } as const;

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/**
 * - `null` among the types becomes `nullable` (`x-nullable` in 2.0).
 * - `const` becomes a list of one, `examples` the first example.
 * - An open list of options becomes a closed list in 2.0, whose hosts let people enter other values.
 * - Alternatives stay in 3.0. In 2.0 objects are joined: all properties, and the required ones that all have.
 */
export function downgraded(schema: Schema, options: DowngradeOptions): OldSchema {
  const { version } = options;
  const { type, const: fixed, examples, anyOf, items, properties, additionalProperties, $ref, ...same } = schema;
  if ($ref !== undefined) return { $ref: `${FOLDER[version]}${nameOf($ref)}` };
  const types = [type ?? []].flat();
  const single = types.filter((one) => one !== 'null');
  const words = Object.fromEntries(Object.entries(same).filter(([, value]) => value !== undefined)) as OldSchema;
  return {
    ...words,
    ...(single.length === 1 && { type: single[0]! }),
    ...(types.includes('null') && { [NULLABLE[version]]: true }),
    ...(fixed !== undefined && { enum: [fixed] }),
    ...(examples?.[0] !== undefined && { example: examples[0] }),
    ...(items !== undefined && { items: downgraded(oneOf(items), options) }),
    ...(properties !== undefined && { properties: downgradedAll(properties, options) }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'boolean' ? additionalProperties : downgraded(additionalProperties, options),
    }),
    ...(anyOf !== undefined && alternatives(anyOf, options)),
    ...(single.length > 1 &&
      alternatives(
        single.map((one) => ({ type: one })),
        options,
      )),
  };
}

export const downgradedAll = (schemas: Schemas, options: DowngradeOptions): { readonly [name: string]: OldSchema } =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, downgraded(schema, options)]));

/** A pair such as `[start, end]` becomes a list: the older versions have no tuples. */
function oneOf(items: Schema | readonly Schema[]): Schema {
  if (!Array.isArray(items)) return items as Schema;
  const [first = {}] = items as readonly Schema[];
  return first;
}

function alternatives(all: readonly Schema[], options: DowngradeOptions): OldSchema {
  const rest = all.filter(({ type }) => type !== 'null');
  const isNullable = rest.length < all.length;
  const nullable = isNullable ? { [NULLABLE[options.version]]: true } : {};
  const [first = {}] = rest;
  if (rest.length === 1) {
    // A reference takes no other members, so the schema that it names is repeated.
    return { ...downgraded(isNullable ? resolved(first, options) : first, options), ...nullable };
  }
  const open = rest.length === 2 && rest.find(({ enum: list }) => list !== undefined);
  if (open) return { ...openText(rest, open, options), ...nullable };
  if (options.version === '3.0') return { anyOf: rest.map((one) => downgraded(one, options)), ...nullable };
  const objects = rest.map((one) => resolved(one, options)).filter(({ properties }) => properties !== undefined);
  return objects.length === rest.length ? { ...downgraded(joined(objects), options), ...nullable } : nullable;
}

/** A text for which some values are known. The type stays outside the alternatives, where importers look for it. */
function openText(all: readonly Schema[], known: Schema, options: DowngradeOptions): OldSchema {
  if (options.version === '2.0') return downgraded(known, options);
  return { type: 'string', anyOf: all.map((one) => downgraded(one, options)) };
}

function resolved(schema: Schema, { schemas = {} }: DowngradeOptions): Schema {
  return schema.$ref === undefined ? schema : (schemas[nameOf(schema.$ref)] ?? schema);
}

/** Members that differ, such as a status, become one list of their values. */
function joined(objects: readonly Schema[]): Schema {
  const properties: Record<string, Schema> = {};
  for (const object of objects) {
    for (const [name, schema] of Object.entries(object.properties ?? {})) {
      properties[name] = properties[name] === undefined ? schema : either(properties[name], schema);
    }
  }
  const required = (objects[0]?.required ?? []).filter((name) =>
    objects.every((object) => object.required?.includes(name) === true),
  );
  return { type: 'object', properties, required, additionalProperties: true };
}

function either(a: Schema, b: Schema): Schema {
  const [first, second] = [a, b].map(({ enum: list, const: fixed }) => (fixed === undefined ? list : [fixed]));
  if (first !== undefined && second !== undefined) {
    const { const: _, ...words } = a;
    return { ...words, enum: [...new Set([...first, ...second])] };
  }
  return [a.type].flat().includes('null') ? a : { ...b };
}
