import { readFileSync } from 'node:fs';

/** What one of the descriptions says of one parameter. */
export interface Described {
  /** Dotted; `[]` stands for the items of a list. */
  readonly path: string;
  readonly source: string;
  readonly values?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly default?: unknown;
  readonly required?: boolean;
  readonly deprecated?: boolean;
  /** An object without a value, whose members are described separately. */
  readonly isContainer?: boolean;
}

type Schema = { readonly [key: string]: unknown };

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./spec/${name}`, import.meta.url), 'utf8')) as unknown;

interface Listed {
  readonly name: string;
  readonly enum?: readonly string[];
  readonly items?: { readonly enum?: readonly string[]; readonly properties?: Readonly<Record<string, unknown>> };
  readonly suggestedValues?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly default?: unknown;
  readonly required?: boolean;
  readonly endpoints?: readonly string[];
  readonly languages?: 'all' | readonly string[];
}

const fromList = (source: string, list: readonly Listed[]): Described[] =>
  list.flatMap((one) => {
    const values = one.enum ?? one.items?.enum ?? one.suggestedValues;
    const columns = Object.keys(one.items?.properties ?? {}).map((column) => ({
      path: `${one.name}[].${column}`,
      source,
    }));
    const isContainer = list.some(({ name }) => name.startsWith(`${one.name}.`));
    return [
      {
        path: one.name,
        source,
        isContainer,
        ...(values !== undefined && { values }),
        ...(one.min !== undefined && { min: one.min }),
        ...(one.max !== undefined && { max: one.max }),
        ...('default' in one && { default: one.default }),
        ...(one.required !== undefined && { required: one.required }),
      },
      ...columns,
    ];
  });

interface Supplemented {
  readonly additionalValues?: readonly string[];
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly default?: unknown;
  readonly deprecated?: boolean;
  readonly endpoints?: readonly string[];
}

const fromSupplement = (source: string, supplements: Readonly<Record<string, Supplemented>>): Described[] =>
  Object.entries(supplements).map(([path, one]) => {
    const values = one.enum ?? one.additionalValues;
    return {
      path,
      source,
      ...(values !== undefined && { values }),
      ...(one.min !== undefined && { min: one.min }),
      ...(one.max !== undefined && { max: one.max }),
      ...(one.default !== undefined && one.default !== null && { default: one.default }),
      ...(one.deprecated !== undefined && { deprecated: one.deprecated }),
    };
  });

export interface OpenApi {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Every parameter of a schema, with what lies below it. */
export function fromSchema(source: string, { components }: OpenApi, name: string): Described[] {
  return below('', components.schemas[name]!);

  function below(prefix: string, schema: Schema): Described[] {
    return partsOf(schema).flatMap((part) =>
      Object.entries((part['properties'] ?? {}) as Record<string, Schema>).flatMap(([key, property]) => {
        const path = `${prefix}${key}`;
        const parts = partsOf(property);
        const items = parts.flatMap((one) => (one['items'] === undefined ? [] : partsOf(one['items'] as Schema)));
        const inner = [...below(`${path}.`, property), ...items.flatMap((item) => below(`${path}[].`, item))];
        const values = [...parts, ...items].flatMap((one) => (one['enum'] ?? []) as string[]);
        const limits = parts.find((one) => one['minimum'] !== undefined || one['maximum'] !== undefined) ?? {};
        const fallback = property['default'];
        return [
          {
            path,
            source,
            isContainer: inner.some((one) => one.path.startsWith(`${path}.`)),
            ...(values.length > 0 && { values }),
            ...(limits['minimum'] !== undefined && { min: limits['minimum'] as number }),
            ...(limits['maximum'] !== undefined && { max: limits['maximum'] as number }),
            ...(fallback !== undefined && fallback !== null && { default: fallback }),
            deprecated: property['deprecated'] === true,
          },
          ...inner,
        ];
      }),
    );
  }

  /** The schema itself and whatever it refers to or chooses from. */
  function partsOf(schema: Schema): Schema[] {
    const reference = schema['$ref'] as string | undefined;
    const referred = reference === undefined ? [] : partsOf(components.schemas[reference.split('/').at(-1)!]!);
    const branches = ['oneOf', 'anyOf', 'allOf'].flatMap((word) => (schema[word] ?? []) as Schema[]);
    return [schema, ...referred, ...branches.flatMap(partsOf)];
  }
}

const openApi = read('openapi.json') as OpenApi;
const supplement = read('params-supplement.json') as {
  readonly transcript: Readonly<Record<string, Supplemented>>;
  readonly listQuery: Readonly<Record<string, Supplemented>>;
  readonly lemur: Readonly<Record<string, Supplemented>>;
};
export const newer = read('newer.json') as {
  readonly parameters: readonly Listed[];
  readonly dead: Readonly<Record<string, string>>;
  readonly deadValues: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** All that is known of the parameters of a transcription. */
export const transcriptSpec: readonly Described[] = [
  ...fromList('params.json', read('params.json') as Listed[]),
  ...fromSupplement('params-supplement.json', supplement.transcript),
  ...fromSchema('openapi.json', openApi, 'TranscriptParams'),
  ...fromList('newer.json', newer.parameters),
];

/** Documented languages by parameter, as short codes. */
export const languagesSpec: readonly (readonly [name: string, codes: readonly string[]])[] = (
  read('params.json') as Listed[]
).flatMap(({ name, languages }) =>
  Array.isArray(languages) ? [[name, [...new Set(languages.map((code: string) => code.split('_')[0]!))]] as const] : [],
);

export const listSpec: readonly Described[] = [
  ...fromSupplement('params-supplement.json', supplement.listQuery),
  ...fromSchema('openapi.json', openApi, 'ListTranscriptParams'),
];

const lemurParams = read('lemur-params.json') as Listed[];

/** What is known of one of LeMUR's requests. */
export function lemurSpec(endpoint: 'task' | 'summary' | 'question-answer' | 'purge', schema?: string): Described[] {
  const own = lemurParams.filter(({ endpoints = [] }) => endpoints.includes(endpoint));
  const names = own.map(({ name }) => name);
  return [
    ...fromList('lemur-params.json', own),
    ...fromSupplement(
      'params-supplement.json',
      Object.fromEntries(
        Object.entries(supplement.lemur).filter(
          ([name, one]) => names.includes(name) || one.endpoints?.includes(endpoint) === true,
        ),
      ),
    ),
    ...(schema === undefined ? [] : fromSchema('openapi.json', openApi, schema)),
  ];
}

export const actionItemsSpec: readonly Described[] = fromSchema('openapi.json', openApi, 'LemurActionItemsParams');
