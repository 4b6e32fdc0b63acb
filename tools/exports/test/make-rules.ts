/** The rules of Make for the blocks of an app, as its documentation gives them. */

type Block = Readonly<Record<string, unknown>>;
const isBlock = (value: unknown): value is Block =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const REQUEST = [
  'url',
  'method',
  'headers',
  'qs',
  'body',
  'type',
  'encodeUrl',
  'temp',
  'condition',
  'gzip',
  'followRedirects',
  'log',
  'pagination',
  'repeat',
  'response',
  'iterate',
  'output',
  'respond',
  'verification',
  'baseUrl',
  'timeout',
];
const RESPONSE = [
  'type',
  'valid',
  'limit',
  'error',
  'iterate',
  'temp',
  'output',
  'trigger',
  'data',
  'metadata',
  'uid',
  'wrapper',
];
const TYPES = [
  'any',
  'array',
  'boolean',
  'buffer',
  'collection',
  'date',
  'email',
  'filename',
  'integer',
  'number',
  'password',
  'select',
  'text',
  'timestamp',
  'uinteger',
  'url',
  'uuid',
];
const PARAMETER = [
  'type',
  'name',
  'label',
  'help',
  'required',
  'default',
  'advanced',
  'options',
  'nested',
  'spec',
  'mappable',
  'editable',
  'multiple',
  'multiline',
  'validate',
  'rpc',
  'semantic',
];

/** What is wrong with the blocks of an app, each with the path of its file. */
export function codeProblems(app: Readonly<Record<string, unknown>>): readonly string[] {
  const manifest = app['makecomapp.json'] as {
    readonly components: Readonly<Record<string, Readonly<Record<string, Block>>>>;
    readonly generalCodeFiles: Readonly<Record<string, string>>;
  };
  const named = [
    ...Object.values(manifest.generalCodeFiles).filter((path) => path !== 'README.md'),
    ...Object.values(manifest.components).flatMap((all) =>
      Object.values(all).flatMap(({ codeFiles }) => Object.values(codeFiles as Readonly<Record<string, string>>)),
    ),
  ];
  return [
    ...named.filter((path) => app[path] === undefined).map((path) => `${path}: does not exist`),
    ...Object.keys(app)
      .filter((path) => path !== 'makecomapp.json' && !named.includes(path))
      .map((path) => `${path}: is not listed`),
    ...Object.entries(app).flatMap(([path, block]) => problemsOf(path, block).map((problem) => `${path}: ${problem}`)),
    ...Object.entries(manifest.components['module']!).flatMap(
      ([id, { label, description, moduleType, connection, webhook }]) => [
        ...(typeof label === 'string' && typeof description === 'string' ? [] : [`${id}: has no label or description`]),
        ...((moduleType === 'instant_trigger') === (typeof webhook === 'string') ? [] : [`${id}: needs a webhook`]),
        ...(moduleType === 'instant_trigger' || manifest.components['connection']![String(connection)] !== undefined
          ? []
          : [`${id}: has no connection`]),
      ],
    ),
  ];
}

function problemsOf(path: string, block: unknown): readonly string[] {
  if (/\.communication\.|base\.iml/.test(path)) return ([block].flat() as readonly Block[]).flatMap(requestProblems);
  if (/\.(?:static-params|mappable-params|params|interface)\./.test(path))
    return (block as readonly unknown[]).flatMap((one) => parameterProblems(one, path.includes('.interface.')));
  if (/\.samples\./.test(path)) return isBlock(block) ? [] : ['a sample is an object'];
  return [];
}

function requestProblems(request: Block): readonly string[] {
  const unknown = Object.keys(request).filter((name) => !REQUEST.includes(name));
  const response = isBlock(request['response'])
    ? Object.keys(request['response']).filter((name) => !RESPONSE.includes(name))
    : [];
  const { method, body, url, timeout } = request;
  const texts = [...flatMembers(request['headers']), ...flatMembers(request['qs'])];
  return [
    ...[...unknown, ...response].map((name) => `unknown directive ${name}`),
    ...(['POST', 'PUT', 'PATCH'].includes(String(method)) && body === undefined
      ? [`${String(method)} needs a body`]
      : []),
    ...(typeof url === 'string' && url.length > 512 ? ['the URL is too long'] : []),
    ...(typeof timeout === 'number' && timeout > 300_000 ? ['the timeout is too long'] : []),
    ...texts.filter((value) => isBlock(value)).map(() => 'headers and queries are flat'),
  ];
}

const flatMembers = (value: unknown): readonly unknown[] => (isBlock(value) ? Object.values(value) : []);

function parameterProblems(parameter: unknown, isOutput: boolean): readonly string[] {
  if (!isBlock(parameter)) return ['a parameter is an object'];
  const { name, type, label, help, spec, nested, options, required } = parameter;
  const title = String(name);
  return [
    ...Object.keys(parameter)
      .filter((key) => !PARAMETER.includes(key))
      .map((key) => `${title}: unknown property ${key}`),
    ...(TYPES.includes(String(type)) ? [] : [`${title}: unknown type ${String(type)}`]),
    ...(typeof label === 'string' && label.length > 256 ? [`${title}: the label is too long`] : []),
    ...(!isOutput && label === undefined ? [`${title}: has no label`] : []),
    ...(type === 'select' && options === undefined ? [`${title}: has no options`] : []),
    ...(help !== undefined && String(help) === '' ? [`${title}: the help is empty`] : []),
    ...(isOutput && required !== undefined ? [`${title}: an output is not required`] : []),
    ...[spec ?? []].flat().flatMap((one) => parameterProblems(one, isOutput)),
    ...[nested ?? []].flat().flatMap((one) => parameterProblems(one, isOutput)),
  ];
}
