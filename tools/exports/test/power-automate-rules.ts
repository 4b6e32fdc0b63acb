/** Rules of custom connectors that a validator of Swagger does not know. */

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: { readonly properties?: Readonly<Record<string, unknown>> };
  readonly [extension: `x-ms-${string}`]: unknown;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly schema?: unknown }>>;
  readonly [extension: `x-ms-${string}`]: unknown;
}

interface Definition {
  readonly swagger: string;
  readonly host: string;
  readonly schemes: readonly string[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly [extension: `x-ms-${string}`]: unknown;
}

const VISIBILITIES = ['important', 'advanced', 'internal', undefined];
const FORMATS = [
  'int32',
  'int64',
  'float',
  'double',
  'byte',
  'binary',
  'date',
  'date-time',
  'password',
  'date-no-tz',
  'html',
  'uri',
];

export function definitionProblems(definition: Definition): readonly string[] {
  const operations = Object.values(definition.paths).flatMap((methods) => Object.values(methods));
  const ids = operations.map(({ operationId }) => operationId);
  return [
    ...(definition.swagger === '2.0' ? [] : ['Only Swagger 2.0 is accepted']),
    ...(definition.schemes.join() === 'https' ? [] : ['Only https is accepted']),
    ...(Array.isArray(definition['x-ms-connector-metadata']) ? [] : ['The metadata of the connector is missing']),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id}: is there twice`),
    ...operations.flatMap((operation) =>
      operationProblems(operation).map((problem) => `${operation.operationId}: ${problem}`),
    ),
    ...schemaProblems(definition.paths, ''),
  ];
}

function operationProblems({ operationId, summary, description, parameters, responses }: Operation): readonly string[] {
  const success = Object.entries(responses).filter(([status]) => /^2\d\d$/.test(status));
  return [
    ...(/^[A-Z][A-Za-z0-9]*$/.test(operationId) ? [] : ['the id is not in Pascal case']),
    ...(summary !== '' && !summary.endsWith('.') && summary.length <= 80 ? [] : ['the summary is no title']),
    ...(/^[A-Z].*\.$/.test(description) && description !== `${summary}.` ? [] : ['the description is no sentence']),
    ...(success.length === 1 && success[0]![1].schema !== undefined
      ? []
      : ['needs one successful response with a schema']),
    ...parameters.flatMap((one) => parameterProblems(one)),
    ...(parameters.filter((one) => one.in === 'body').length > 1 ? ['has two bodies'] : []),
  ];
}

function parameterProblems(parameter: Parameter): readonly string[] {
  const { name, in: place, required } = parameter;
  const isBody = name === 'body';
  return [
    ...(isBody || typeof parameter['x-ms-summary'] === 'string' ? [] : [`${name}: has no x-ms-summary`]),
    ...(isBody || parameter.description?.endsWith('.') === true ? [] : [`${name}: the description is no sentence`]),
    ...(place === 'path' && (required !== true || parameter['x-ms-url-encoding'] !== 'single')
      ? [`${name}: must be required and encoded`]
      : []),
  ];
}

/** Rules for every schema below a value: known formats, titles, visibilities, and options that match their list. */
function schemaProblems(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const block = value as Readonly<Record<string, unknown>>;
  const { format, enum: list } = block;
  const options = block['x-ms-enum-values'] as
    readonly { readonly value: unknown; readonly displayName: unknown }[] | undefined;
  return [
    ...(typeof format === 'string' && !FORMATS.includes(format) ? [`${path}: unknown format ${format}`] : []),
    ...(options !== undefined && JSON.stringify(options.map((one) => one.value)) !== JSON.stringify(list)
      ? [`${path}: the options differ from the list`]
      : []),
    ...(options?.some(({ displayName }) => typeof displayName !== 'string') === true
      ? [`${path}: an option has no name`]
      : []),
    ...(VISIBILITIES.includes(block['x-ms-visibility'] as string) ? [] : [`${path}: unknown visibility`]),
    ...Object.entries(block).flatMap(([key, one]) => schemaProblems(one, `${path}/${key}`)),
  ];
}

interface Properties {
  readonly properties: {
    readonly iconBrandColor: string;
    readonly connectionParameters: Readonly<
      Record<
        string,
        { readonly type: string; readonly uiDefinition: { readonly displayName: string; readonly description: string } }
      >
    >;
    readonly policyTemplateInstances: readonly {
      readonly templateId: string;
      readonly title: string;
      readonly parameters: Readonly<Record<string, unknown>>;
    }[];
  };
}

const POLICIES: Readonly<Record<string, readonly string[]>> = {
  dynamichosturl: ['urlTemplate'],
  setheader: ['name', 'value', 'existsAction'],
};

export function propertiesProblems({ properties }: Properties, ids: readonly string[]): readonly string[] {
  const { iconBrandColor, connectionParameters, policyTemplateInstances } = properties;
  const hosts = policyTemplateInstances.filter(({ templateId }) => templateId === 'dynamichosturl');
  const routed = hosts.flatMap(({ parameters }) => parameters['x-ms-apimTemplate-operationName'] as readonly string[]);
  return [
    ...(/^#[0-9a-f]{6}$/.test(iconBrandColor) && !['#007ee5', '#ffffff'].includes(iconBrandColor)
      ? []
      : ['the color is not allowed']),
    ...(connectionParameters['api_key']?.type === 'securestring' ? [] : ['the API key is not secret']),
    ...Object.entries(connectionParameters).flatMap(([name, { uiDefinition }]) =>
      uiDefinition.displayName && uiDefinition.description.endsWith('.') ? [] : [`${name}: has no words`],
    ),
    ...policyTemplateInstances.flatMap(({ templateId, title, parameters }) => {
      const known = POLICIES[templateId];
      const names = parameters['x-ms-apimTemplate-operationName'] as readonly string[];
      return [
        ...(known?.every((name) => `x-ms-apimTemplateParameter.${name}` in parameters) === true
          ? []
          : [`${title}: lacks a parameter`]),
        ...names.filter((name) => !ids.includes(name)).map((name) => `${title}: there is no action ${name}`),
      ];
    }),
    ...ids.filter((id) => routed.filter((one) => one === id).length !== 1).map((id) => `${id}: has no address, or two`),
    ...hosts.flatMap(({ title, parameters }) => {
      const names = [
        ...String(parameters['x-ms-apimTemplateParameter.urlTemplate']).matchAll(/connectionParameters\('(\w+)'\)/g),
      ].map(([, name]) => name!);
      return names
        .filter((name) => connectionParameters[name] === undefined)
        .map((name) => `${title}: there is no setting ${name}`);
    }),
  ];
}
