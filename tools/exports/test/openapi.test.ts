import { ENTRIES, exampleOf, type Fields, pathOf, streamingParams, syncParams } from '@aai-connectors/core';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpoints } from '../catalogue/endpoints.ts';
import { inBody } from '../catalogue/endpoint.ts';
import { clientStory } from '../client/story.ts';
import { openApi31 } from '../openapi/document.ts';
import { downgraded, type OldSchema } from '../openapi/downgrade.ts';
import { openApi30 } from '../openapi/semantic-kernel.ts';
import { objectOf } from '../schema/field.ts';
import { answerSchemas } from '../schema/generated.ts';
import type { Schema } from '../schema/json-schema.ts';
import { quickStandIn } from './quick-stand-in.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

const all = await endpoints();
const answers = answerSchemas();
const today = openApi31(all, answers);
const older = openApi30(today);
const operationsOf = (document: typeof today): readonly Operation[] =>
  Object.values(document.paths).flatMap((methods) => Object.values(methods) as readonly Operation[]);
const bodyOf = (operation: Operation): Schema | undefined =>
  Object.values(operation.requestBody?.content ?? {})[0]?.schema;

/** The schema at a path of the request, through lists. */
function at(schema: Schema | undefined, [name, ...below]: readonly string[]): Schema | undefined {
  if (name === undefined || schema === undefined) return schema;
  const inner = schema.type === 'array' ? (schema.items as Schema) : schema;
  return at(inner.properties?.[name], below);
}

describe('the OpenAPI documents', () => {
  it.each([
    ['3.1', today],
    ['3.0', older],
  ])('are valid: %s', async (_, document) => {
    expect(await new Validator().validate({ ...structuredClone(document) })).toMatchObject({ valid: true });
  });

  it.each([
    ['3.1', today],
    ['3.0', older],
  ])('pass the linter: %s', async (_, document) => {
    const config = await createConfig({
      extends: ['recommended'],
      rules: {
        // The format of subtitles is the last part of a path whose siblings are fixed; fixed parts come first.
        'no-ambiguous-paths': 'off',
        // The response of a WebSocket handshake is 101.
        'operation-2xx-response': 'off',
        'no-invalid-media-type-examples': { severity: 'error', allowAdditionalProperties: true },
      },
    });
    const problems = await lintFromString({ source: JSON.stringify(document), config });
    expect(
      problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`),
    ).toEqual([]);
  });

  it('have an operation for every request, and every field at its place', () => {
    const missing: string[] = [];
    const has = (operation: Operation | undefined, fields: Fields, name: string): void => {
      for (const [key, field] of Object.entries(fields)) {
        if (field.place === 'local' || field.layout === 'merge') continue;
        const path = pathOf(key, field);
        const isParameter = operation?.parameters?.some((one) => one.name === path) === true;
        const config = at(operation === undefined ? undefined : bodyOf(operation), ['config', ...path.split('.')]);
        const inside = at(operation === undefined ? undefined : bodyOf(operation), path.split('.'));
        if (!isParameter && inside === undefined && config === undefined && field.kind !== 'media')
          missing.push(`${name}: ${path}`);
      }
    };
    const operations = operationsOf(today);
    for (const entry of ENTRIES) {
      const { exchange } = exampleOf(entry);
      if (exchange.length > 1 && entry.kind !== 'job' && !entry.id.startsWith('lemur')) continue;
      const endpoint = all.find(({ samples }) => samples.some(({ name }) => name === entry.id));
      const twin = endpoint ?? all.find(({ id }) => entry.id === 'wait_for_transcript' && id === 'get_transcript');
      if (entry.id === 'custom_api_call') continue;
      has(
        operations.find(
          ({ operationId }) => operationId === twin?.id.replace(/_(\w)/g, (_, a: string) => a.toUpperCase()),
        ),
        entry.params,
        entry.id,
      );
    }
    const { model: _, ...sync } = syncParams;
    has(
      operations.find(({ operationId }) => operationId === 'transcribeNow'),
      sync,
      'sync',
    );
    has(
      operations.find(({ operationId }) => operationId === 'connectStreaming'),
      streamingParams,
      'streaming',
    );
    expect(missing).toEqual([]);
    expect(operations).toHaveLength(all.length);
  });

  it('describe their samples: every request and response is valid', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'all', components: { schemas: answers } });
    const wrong = all.flatMap(({ samples, answer, fields, body }) =>
      samples.flatMap((sample) => [
        ...(answer === 'text' || answer === 'json'
          ? []
          : problemsOf(ajv, { $ref: `all#/components/schemas/${answer}` }, sample.answer, `${sample.name} response`)),
        ...(body === 'json' ? problemsOf(ajv, objectOf(inBody(fields)), sample.body, `${sample.name} request`) : []),
      ]),
    );
    expect(wrong).toEqual([]);
  });

  it('are used by the generated client for more than ten operations', async () => {
    const standIn = await quickStandIn();
    try {
      const calls = await clientStory(standIn);
      expect(calls.map(({ operation }) => operation)).toHaveLength(12);
      expect(calls).toContainEqual({ operation: 'deleteTranscript', result: 'Deleted by user.' });
    } finally {
      await standIn.close();
    }
  });
});

function problemsOf(ajv: Ajv2020, schema: object, value: unknown, name: string): readonly string[] {
  const isValid = ajv.compile(schema);
  if (isValid(value)) return [];
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${name} ${instancePath}: ${message ?? ''}`);
}

describe('the document for Semantic Kernel', () => {
  const bodies = operationsOf(older).flatMap((operation) => {
    const body = bodyOf(operation);
    return body === undefined ? [] : [{ ...operation, body }];
  });

  it('has only bodies of JSON', () => {
    const types = operationsOf(older).flatMap(({ requestBody }) => Object.keys(requestBody?.content ?? {}));
    expect(new Set(types)).toEqual(new Set(['application/json']));
  });

  it('has unique names in every body, and no object that would be sent empty', () => {
    const nested = bodies.flatMap(({ operationId, body }) =>
      Object.entries(body.properties ?? {}).flatMap(([name, { type, properties }]) =>
        type === 'object' || properties !== undefined ? [`${operationId}: ${name}`] : [],
      ),
    );
    expect(nested).toEqual([]);
  });

  it('has no default, which would be sent although nobody chose it', () => {
    const defaults = bodies.flatMap(({ body }) =>
      Object.values(body.properties ?? {}).filter((one) => 'default' in one),
    );
    expect(defaults).toEqual([]);
  });

  it('has every parameter of every body that it keeps', () => {
    const lost = bodies.flatMap(({ operationId, body }) => {
      const full = bodyOf(operationsOf(today).find((one) => one.operationId === operationId)!);
      return Object.keys(full?.properties ?? {}).filter((name) => body.properties?.[name] === undefined);
    });
    expect(lost).toEqual([]);
  });

  it('lists the members of objects without a type', () => {
    const transcribe = bodies.find(({ operationId }) => operationId === 'transcribe');
    expect(transcribe?.body.properties?.['speech_understanding']?.description).toContain(
      '`request.translation.target_languages`',
    );
  });
});

describe('a downgrade', () => {
  const leaf: fc.Arbitrary<Schema> = fc.oneof(
    fc.record({ type: fc.constantFrom('string', 'integer', 'boolean') }),
    fc.record({ type: fc.constant(['number', 'null'] as const) }),
    fc.record({ type: fc.constant('string'), enum: fc.uniqueArray(fc.string(), { minLength: 1 }) }),
    fc.record({ const: fc.string() }),
    fc.constant<Schema>({ anyOf: [{ type: 'string', enum: ['a', 'b'] }, { type: 'string' }] }),
  );
  const schema = fc.letrec<{ readonly any: Schema }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ type: fc.constant('array'), items: tie('any') }),
      fc
        .dictionary(fc.stringMatching(/^[a-z]{1,4}$/), tie('any'), { minKeys: 1, maxKeys: 3 })
        .map((properties): Schema => ({ type: 'object', properties, required: Object.keys(properties) })),
    ),
  })).any;

  const countIn = (value: unknown, key: string): number =>
    typeof value !== 'object' || value === null
      ? 0
      : Object.entries(value).reduce((sum, [name, one]) => sum + (name === key ? 1 : 0) + countIn(one, key), 0);

  it.each(['3.0', '2.0'] as const)(
    'loses no property, no list of required properties, and no enumeration: %s',
    (version) => {
      fc.assert(
        fc.property(schema, (given) => {
          const made: OldSchema = downgraded(given, { version });
          expect(countIn(made, 'properties')).toBe(countIn(given, 'properties'));
          expect(countIn(made, 'required')).toBe(countIn(given, 'required'));
          expect(countIn(made, 'enum')).toBe(countIn(given, 'enum') + countIn(given, 'const'));
          expect(countIn(made, 'const') + countIn(made, 'examples')).toBe(0);
        }),
        { numRuns: 100, seed: 3 },
      );
    },
  );

  it('joins alternatives of objects for version 2.0', () => {
    const made = downgraded({ $ref: '#/components/schemas/Transcript' }, { version: '2.0', schemas: answers });
    expect(made).toEqual({ $ref: '#/definitions/Transcript' });
    const whole = downgraded(answers['Transcript']!, { version: '2.0', schemas: answers });
    expect(whole['properties']).toMatchObject({
      id: { type: 'string' },
      status: { enum: ['queued', 'processing', 'error', 'completed'] },
    });
  });
});
