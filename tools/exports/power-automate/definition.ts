import { connectionParams, RESOURCES } from '@aai-connectors/core';
import { type Endpoint, inBody, inPath, inQuery, pascalCase } from '../catalogue/endpoint.ts';
import { accepted } from '../catalogue/form-words.ts';
import { INFO } from '../openapi/document.ts';
import { MAIN_HOST } from '../openapi/operation.ts';
import { serversOf } from '../openapi/servers.ts';
import { outputSchema } from '../schema/output.ts';
import { DOCUMENTED } from './documented.ts';
import { bodySchema, connectorSchema, parameterOf } from './schema.ts';

/** An action of the connector. */
export interface Action {
  readonly endpoint: Endpoint;
  readonly operationId: string;
  readonly summary: string;
}

/** The actions: everything that a request with JSON or one file can do. */
export const actionsOf = (all: readonly Endpoint[]): readonly Action[] =>
  all
    .filter(({ body, samples }) => body !== 'form' && samples.length > 0)
    .map((endpoint) => ({
      endpoint,
      ...(DOCUMENTED[endpoint.id] ?? { operationId: pascalCase(endpoint.id), summary: endpoint.label }),
    }));

const ERROR = { $ref: '#/definitions/Error' };

/** The connector in Swagger 2.0, the only version that Power Automate reads. */
export function apiDefinition(all: readonly Endpoint[]): unknown {
  const actions = actionsOf(all);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const action of actions) {
    const { path, method } = action.endpoint;
    (paths[path] ??= {})[method.toLowerCase()] = operationOf(action);
  }
  const used = new Set(actions.map(({ endpoint }) => endpoint.resource));
  return {
    swagger: '2.0',
    info: {
      title: INFO.title,
      description: INFO.summary,
      version: INFO.version,
      contact: { name: 'AssemblyAI connectors', url: 'https://www.assemblyai.com/docs' },
    },
    host: new URL(serversOf(MAIN_HOST)[0]!.url).host,
    basePath: '/',
    schemes: ['https'],
    consumes: ['application/json'],
    produces: ['application/json'],
    paths,
    definitions: {
      Error: {
        type: 'object',
        properties: { error: { type: 'string', description: 'What went wrong.', 'x-ms-summary': 'Error' } },
      },
    },
    securityDefinitions: { api_key: { type: 'apiKey', in: 'header', name: 'Authorization' } },
    security: [{ api_key: [] }],
    tags: [...used].map((id) => ({ name: RESOURCES[id].label })),
    'x-ms-connector-metadata': [
      { propertyName: 'Website', propertyValue: 'https://www.assemblyai.com' },
      { propertyName: 'Privacy policy', propertyValue: 'https://www.assemblyai.com/legal/privacy-policy' },
      { propertyName: 'Categories', propertyValue: 'AI' },
    ],
  };
}

function operationOf({ endpoint, operationId, summary }: Action): unknown {
  const { help, instead, resource, effect, output, answer } = endpoint;
  const fields = accepted(endpoint.fields);
  const at = (place: 'path' | 'query', among: typeof fields): readonly unknown[] =>
    Object.entries(among).map(([name, field]) => parameterOf(name, field, fields, place));
  return {
    operationId,
    summary,
    description: [help, instead].filter((part) => part !== undefined).join(' '),
    tags: [RESOURCES[resource].label],
    ...(instead !== undefined && { deprecated: true }),
    ...(instead === undefined && effect !== 'delete' && { 'x-ms-visibility': 'important' }),
    ...(endpoint.body === 'file' && { consumes: ['application/octet-stream'] }),
    ...(answer === 'text' && { produces: ['text/plain'] }),
    parameters: [...at('path', inPath(fields)), ...at('query', inQuery(fields)), ...bodyOf(endpoint)],
    responses: {
      '200': {
        description: `Response of ${summary}.`,
        schema:
          answer === 'text'
            ? { type: 'string', 'x-ms-summary': output[0]?.label ?? summary }
            : connectorSchema(outputSchema(output)),
      },
      default: { description: 'The request failed.', schema: ERROR },
    },
  };
}

function bodyOf({ body, fields }: Endpoint): readonly unknown[] {
  if (body === 'file') {
    const [[, field] = []] = Object.entries(inBody(fields));
    return [
      {
        name: 'file',
        in: 'body',
        required: true,
        description: field?.help,
        'x-ms-summary': field?.label,
        schema: { type: 'string', format: 'binary' },
      },
    ];
  }
  if (body !== 'json') return [];
  return [{ name: 'body', in: 'body', required: true, schema: bodySchema(accepted(inBody(fields))) }];
}

/** The connection, and the addresses of its region for each host. */
export function apiProperties(all: readonly Endpoint[]): unknown {
  const actions = actionsOf(all);
  const { api_key, region } = connectionParams;
  const hosts = [...new Set(actions.map(({ endpoint }) => endpoint.host))];
  const [us, eu] = serversOf(MAIN_HOST).map(({ url }) => new URL(url).host.replace(/^[^.]+\./, ''));
  const domains = { us, eu };
  return {
    properties: {
      iconBrandColor: '#2545d3',
      connectionParameters: {
        api_key: {
          type: 'securestring',
          uiDefinition: {
            displayName: api_key.label,
            description: api_key.help,
            tooltip: api_key.help,
            constraints: { tabIndex: 2, clearText: false, required: 'true' },
          },
        },
        region: {
          type: 'string',
          uiDefinition: {
            displayName: region.label,
            description: region.help,
            tooltip: region.help,
            constraints: {
              tabIndex: 3,
              required: 'true',
              allowedValues: region.options.map(({ value, label }) => ({ text: label, value: domains[value] })),
            },
          },
        },
      },
      capabilities: [],
      policyTemplateInstances: [
        ...hosts.map((host) => ({
          templateId: 'dynamichosturl',
          title: `Address of the ${host === MAIN_HOST ? 'transcription API' : host === 'llm' ? 'LLM Gateway' : 'streaming API'}`,
          parameters: {
            'x-ms-apimTemplate-operationName': actions
              .filter(({ endpoint }) => endpoint.host === host)
              .map(({ operationId }) => operationId),
            'x-ms-apimTemplateParameter.urlTemplate': `https://${new URL(serversOf(host)[0]!.url).host.split('.')[0]!}.@connectionParameters('region')`,
          },
        })),
        {
          // The API labels this JSON as text, which a flow would not parse.
          templateId: 'setheader',
          title: 'Content type of the word search',
          parameters: {
            'x-ms-apimTemplate-operationName': [DOCUMENTED['search_words']!.operationId],
            'x-ms-apimTemplateParameter.name': 'Content-Type',
            'x-ms-apimTemplateParameter.value': 'application/json',
            'x-ms-apimTemplateParameter.existsAction': 'override',
            'x-ms-apimTemplate-policySection': 'Response',
          },
        },
      ],
    },
  };
}
