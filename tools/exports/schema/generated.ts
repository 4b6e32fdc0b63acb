import { createGenerator } from 'ts-json-schema-generator';
import { fileURLToPath } from 'node:url';
import type { Schema, Schemas } from './json-schema.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * The schemas of the API's responses and of everything in them, by name, from the types of the core. Comments become
 * descriptions. A reference is `#/components/schemas/NAME`.
 */
export function answerSchemas(): Schemas {
  const { definitions = {} } = createGenerator({
    path: path('answers.ts'),
    tsconfig: path('../tsconfig.json'),
    type: 'Answers',
    expose: 'export',
    jsDoc: 'extended',
    topRef: true,
    additionalProperties: true,
    skipTypeCheck: true,
    markdownDescription: false,
  }).createSchema('Answers');
  const { Answers: _, ...schemas } = definitions;
  return JSON.parse(JSON.stringify(schemas).replaceAll('#/definitions/', '#/components/schemas/')) as Record<
    string,
    Schema
  >;
}
