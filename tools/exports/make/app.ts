import { connectionParams } from '@aai-connectors/core';
import type { Endpoint } from '../catalogue/endpoint.ts';
import { MAIN_HOST } from '../openapi/operation.ts';
import { serversOf } from '../openapi/servers.ts';
import { GROUPS } from './documented.ts';
import { type MakeModule, modulesOf, WEBHOOK } from './modules.ts';
import { TRANSCRIPTS_RPC } from './parameter.ts';

const CONNECTION = 'assemblyai';

/** The domain of each region, to which the name of a host is added. */
const domains = serversOf(MAIN_HOST).map(({ url, description }) => ({
  label: description,
  value: new URL(url).host.replace(/^[^.]+\./, ''),
}));

const [api = ''] = new URL(serversOf(MAIN_HOST)[0]!.url).host.split('.');

const error = {
  type: 'RuntimeError',
  message: '[{{statusCode}}] {{body.error}}',
  '400': { type: 'DataError', message: '[{{statusCode}}] {{body.error}}' },
  '401': { type: 'InvalidAccessTokenError', message: '[{{statusCode}}] {{body.error}}' },
  '429': { type: 'RateLimitError', message: '[{{statusCode}}] {{body.error}}' },
};

const sanitize = ['request.headers.authorization'];

/** A block of code in the file that Make's tools expect. */
interface Block {
  readonly path: string;
  readonly content: unknown;
}

/** All files of the app but its README, by their path. */
export function makeApp(requests: readonly Endpoint[], lemur: readonly Endpoint[]): Readonly<Record<string, unknown>> {
  const modules = modulesOf(requests, lemur);
  const components = [connection(), webhook(), rpc(), ...modules.map(component)];
  const blocks: readonly Block[] = [
    {
      path: 'general/base.iml.json',
      content: {
        baseUrl: `https://${api}.{{connection.region}}`,
        headers: { authorization: '{{connection.apiKey}}' },
        timeout: 300_000,
        response: { error },
        log: { sanitize },
      },
    },
    { path: 'general/common.json', content: {} },
    { path: 'modules/groups.json', content: groupsOf(modules) },
    ...components.flatMap(({ blocks: own }) => own),
  ];
  return {
    ...Object.fromEntries(blocks.map(({ path, content }) => [path, content])),
    'makecomapp.json': {
      fileVersion: 1,
      generalCodeFiles: {
        base: 'general/base.iml.json',
        common: 'general/common.json',
        readme: 'README.md',
        groups: 'modules/groups.json',
      },
      components: {
        ...Object.fromEntries(
          (['connection', 'webhook', 'module', 'rpc'] as const).map((kind) => [
            kind,
            Object.fromEntries(components.filter((one) => one.kind === kind).map(({ id, metadata }) => [id, metadata])),
          ]),
        ),
        function: {},
        endpoint: {},
      },
      origins: [],
    },
  };
}

interface Component {
  readonly kind: 'connection' | 'webhook' | 'module' | 'rpc';
  readonly id: string;
  readonly metadata: unknown;
  readonly blocks: readonly Block[];
}

/** The name of a block in the metadata, the name in its file, and whether it is plain JSON. */
const FILES: Readonly<Record<string, string>> = {
  communication: 'communication.iml.json',
  params: 'params.iml.json',
  common: 'common.json',
  staticParams: 'static-params.iml.json',
  mappableParams: 'mappable-params.iml.json',
  interface: 'interface.iml.json',
  samples: 'samples.iml.json',
  scope: 'scope.iml.json',
  attach: 'attach.iml.json',
  detach: 'detach.iml.json',
  update: 'update.iml.json',
  requiredScope: 'required-scope.iml.json',
};

function made(
  kind: Component['kind'],
  id: string,
  metadata: object,
  contents: Readonly<Record<string, unknown>>,
): Component {
  const name = id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const pathOf = (block: string): string => `${kind}s/${name}/${name}.${FILES[block]!}`;
  return {
    kind,
    id,
    metadata: {
      ...metadata,
      codeFiles: Object.fromEntries(Object.keys(contents).map((block) => [block, pathOf(block)])),
    },
    blocks: Object.entries(contents).map(([block, content]) => ({ path: pathOf(block), content })),
  };
}

function connection(): Component {
  const { api_key, region } = connectionParams;
  return made(
    'connection',
    CONNECTION,
    { label: 'AssemblyAI', connectionType: 'basic' },
    {
      communication: {
        url: `https://${api}.{{parameters.region}}/v2/transcript`,
        qs: { limit: 1 },
        headers: { authorization: '{{parameters.apiKey}}' },
        response: { error },
        log: { sanitize },
      },
      params: [
        { name: 'apiKey', type: 'password', label: api_key.label, help: api_key.help, required: true, editable: true },
        {
          name: 'region',
          type: 'select',
          label: region.label,
          help: region.help,
          required: true,
          editable: true,
          options: domains,
          default: domains[0]!.value,
        },
      ],
      common: {},
    },
  );
}

/** Make creates a URL for each webhook. AssemblyAI receives it with a transcript, not by a separate request. */
const webhook = (): Component =>
  made(
    'webhook',
    WEBHOOK,
    { label: 'Transcript Ready', webhookType: 'web', connection: null },
    {
      communication: {
        condition: '{{if(body.transcript_id, true, false)}}',
        output: '{{body}}',
        respond: { status: 200, type: 'json', body: { received: true } },
      },
      params: [],
      attach: {},
      detach: {},
      update: {},
      requiredScope: [],
    },
  );

/** The list from which users choose a transcript. */
const rpc = (): Component =>
  made(
    'rpc',
    TRANSCRIPTS_RPC,
    { label: 'List Transcripts', connection: CONNECTION },
    {
      communication: {
        url: '/v2/transcript',
        method: 'GET',
        qs: { limit: 100 },
        response: {
          iterate: '{{body.transcripts}}',
          limit: 100,
          output: { label: '{{item.created}} {{item.status}} {{item.audio_url}}', value: '{{item.id}}' },
        },
      },
      params: [],
    },
  );

function component(module: MakeModule): Component {
  const { id, label, description, moduleType, actionCrud, webhook: name } = module;
  return made(
    'module',
    id,
    {
      label,
      description,
      moduleType,
      ...(actionCrud !== undefined && { actionCrud }),
      ...(name === undefined ? { connection: CONNECTION } : { webhook: name }),
    },
    {
      communication: module.communication,
      staticParams: [],
      ...(moduleType !== 'instant_trigger' && { mappableParams: module.mappable }),
      interface: module.interface,
      samples: module.samples,
      ...(moduleType !== 'instant_trigger' && { scope: [] }),
    },
  );
}

const groupsOf = (modules: readonly MakeModule[]): unknown =>
  GROUPS.map((label) => ({
    label,
    modules: modules.filter(({ group }) => group === label).map(({ id }) => id),
  }));
