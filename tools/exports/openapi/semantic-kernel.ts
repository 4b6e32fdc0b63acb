/**
 * OpenAPI 3.0, as the importer of Semantic Kernel reads it. It accepts no body that is not JSON or text. It finds
 * arguments by the name of the innermost property, so names in one body must be unique. And it sends an empty object for
 * every property of the type `object`, which would turn on features whose mere presence counts. Objects in a body
 * therefore have no type: an argument for one is JSON.
 */
import type { JsonValue, Schema, Schemas } from '../schema/json-schema.ts';
import { INFO, type OpenApiDocument } from './document.ts';
import { downgraded, downgradedAll } from './downgrade.ts';

type JsonObject = { readonly [key: string]: JsonValue };
type Operation = JsonObject & { readonly requestBody?: { readonly content: Readonly<Record<string, JsonObject>> } };

const TEXTS = ['application/json', 'text/plain'];
const VERSION = { version: '3.0' } as const;
const MIT = { name: 'MIT', url: 'https://opensource.org/license/mit' } as const;

/** The document in OpenAPI 3.0. Leaves out uploads, live sessions, and webhooks. */
export function openApi30({ webhooks: _, components, paths, ...document }: OpenApiDocument): OpenApiDocument {
  const { summary: __, ...info } = INFO;
  const schemas = components['schemas'] as Schemas;
  const kept = Object.fromEntries(
    Object.entries(paths).flatMap(([path, methods]) => {
      const own = Object.entries(methods as Readonly<Record<string, Operation>>).filter(([, one]) => isText(one));
      return own.length === 0 ? [] : [[path, Object.fromEntries(own.map(([name, one]) => [name, older(one)]))]];
    }),
  );
  const old = downgradedAll(schemas, { ...VERSION, schemas });
  const used = referenced([kept, components['responses']], old);
  return {
    ...document,
    openapi: '3.0.3',
    info: { ...info, license: MIT },
    paths: kept,
    components: { ...components, schemas: Object.fromEntries(Object.entries(old).filter(([name]) => used.has(name))) },
  };
}

/** Names of the schemas to which a value refers, directly or through others. */
function referenced(value: unknown, schemas: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (text: string): void => {
    for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (found.has(name!)) continue;
      found.add(name!);
      visit(JSON.stringify(schemas[name!]));
    }
  };
  visit(JSON.stringify(value));
  return found;
}

/** Whether an operation takes JSON or text, and answers with a response. */
const isText = ({ requestBody, responses }: Operation): boolean =>
  Object.keys(requestBody?.content ?? {}).every((type) => TEXTS.includes(type)) &&
  !Object.hasOwn(Object(responses) as object, '101');

/** Replaces every schema in an operation. */
function older(value: Operation): JsonObject {
  const { requestBody, ...operation } = value;
  const body = requestBody?.content['application/json'];
  return {
    ...(walked(operation) as JsonObject),
    ...(requestBody !== undefined &&
      body !== undefined && {
        requestBody: {
          ...(requestBody as JsonObject),
          content: { 'application/json': { ...body, schema: flat(body['schema'] as Schema) } },
        },
      }),
  };
}

function walked(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(walked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, member]) => {
      if (key === 'schema') return [key, withoutDefaults(downgraded(member as Schema, VERSION))];
      return [key, key === 'example' || key === 'examples' ? member : walked(member)];
    }),
  );
}

/** A default would be sent, although nobody chose it. */
function withoutDefaults(schema: JsonObject): JsonObject {
  const { default: _, ...rest } = schema;
  return rest;
}

/** A body whose members are values, lists, or objects without a type. */
function flat(body: Schema): JsonObject {
  const { properties = {}, ...rest } = body;
  return {
    ...downgraded(rest, VERSION),
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [
        name,
        schema.type === 'object' ? untyped(schema) : withoutDefaults(downgraded(schema, VERSION)),
      ]),
    ),
  };
}

/** An object as JSON: its description lists its members. */
function untyped({ description, properties = {}, additionalProperties, deprecated }: Schema): JsonObject {
  const about = description ?? 'JSON object with these members.';
  const members = listed(properties);
  const entries =
    members === '' && typeof additionalProperties === 'object'
      ? `Each member: ${additionalProperties.description ?? ''}`.trim()
      : '';
  return {
    description: [about, members, entries].filter((part) => part !== '').join('\n\n'),
    ...(deprecated === true && { deprecated }),
  };
}

const listed = (properties: Readonly<Record<string, Schema>>, prefix = ''): string =>
  Object.entries(properties)
    .map(([name, schema]) => {
      const inner = schema.properties === undefined ? '' : `\n${listed(schema.properties, `${prefix}${name}.`)}`;
      return `- \`${prefix}${name}\`: ${(schema.description ?? 'Object.').split('\n')[0]}${inner}`;
    })
    .join('\n');
