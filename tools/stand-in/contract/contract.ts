import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { amendGateway, amendRest } from './amendments.ts';

export type SpecName = 'rest' | 'gateway' | 'token';

/** Checks data against the vendor's descriptions. Every answer is a list of sentences, empty when all is well. */
export interface Contract {
  /** A body against a named schema. */
  schema(spec: SpecName, name: string, data: unknown): string[];
  /** A body against what the description says an operation answers. */
  response(spec: SpecName, method: string, path: string, status: number, data: unknown): string[];
}

const read = (name: string): never =>
  JSON.parse(readFileSync(new URL(`../spec/${name}`, import.meta.url), 'utf8')) as never;

let shared: Contract | undefined;

/** Reading the descriptions takes longer than a test, so it is done once. */
export const vendorContract = (): Contract => (shared ??= createContract());

function createContract(): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: true, discriminator: false });
  addFormats.default(ajv);
  // The package's own `url` refuses hosts without a dot and private addresses.
  ajv.addFormat('url', (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol));
  ajv.addSchema({ ...amendRest(read('openapi.json')), $id: 'rest' });
  ajv.addSchema({ ...amendGateway(read('llm-gateway.json')), $id: 'gateway' });
  ajv.addSchema({ ...(read('streaming-token.json') as object), $id: 'token' });

  const compiled = new Map<string, ValidateFunction>();
  const check = (spec: SpecName, pointer: readonly string[], data: unknown): string[] => {
    const $ref = `${spec}#/${pointer.map(escaped).join('/')}`;
    const validate = compiled.get($ref) ?? ajv.compile({ $ref });
    compiled.set($ref, validate);
    return validate(data) ? [] : sentencesOf(validate.errors ?? []);
  };

  return {
    schema: (spec, name, data) => check(spec, ['components', 'schemas', name], data),
    response(spec, method, path, status, data) {
      const answers = ['paths', path, method.toLowerCase(), 'responses', String(status)];
      return check(spec, [...answers, 'content', 'application/json', 'schema'], data);
    },
  };
}

const escaped = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/** The errors in the API's way of speaking: "format_text must be a Boolean". */
function sentencesOf(errors: readonly ErrorObject[]): string[] {
  // After a mismatch, `unevaluatedProperties` also complains of properties that are known.
  const causes = errors.filter(({ keyword }) => keyword !== 'unevaluatedProperties');
  const telling = (causes.length > 0 ? causes : errors).filter(({ keyword }) => !/^(oneOf|anyOf|if)$/.test(keyword));
  return [...new Set((telling.length > 0 ? telling : errors).map(sentenceOf))];
}

function sentenceOf({ instancePath, keyword, params, message }: ErrorObject): string {
  const field = instancePath
    .slice(1)
    .replace(/\/(\d+)/g, '[$1]')
    .replaceAll('/', '.');
  const inside = (name: unknown): string => (field === '' ? String(name) : `${field}.${String(name)}`);
  switch (keyword) {
    case 'type':
      return `${field === '' ? 'The request body' : field} must be ${typesOf(params['type'])}`;
    case 'required':
      return `${inside(params['missingProperty'])} is required`;
    case 'additionalProperties':
      return `${inside(params['additionalProperty'])} is not a known parameter`;
    case 'unevaluatedProperties':
      return `${inside(params['unevaluatedProperty'])} is not a known parameter`;
    case 'enum':
      return `${field} must be one of: ${(params['allowedValues'] as unknown[]).join(', ')}`;
    case 'format':
      return `${field} must be a valid ${String(params['format'])}`;
    default:
      return `${field} ${message ?? 'is not valid'}`;
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  boolean: 'a Boolean',
  integer: 'an Integer',
  number: 'a Number',
  string: 'a String',
  array: 'an Array',
  object: 'an Object',
  null: 'null',
};

const typesOf = (types: unknown): string =>
  [types]
    .flat()
    .map((type) => TYPE_NAMES[String(type)] ?? String(type))
    .join(' or ');
