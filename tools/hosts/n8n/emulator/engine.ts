import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type * as WorkflowPackage from 'n8n-workflow';
import { activate, type ActivePolling, type PollContextOf } from './polling.ts';
import { type Answer, answerCall, type WaitingCall, type WebhookContextOf } from './waiting-call.ts';
import type {
  IBinaryData,
  IDataObject,
  IExecuteFunctions,
  IHttpRequestOptions,
  INode,
  INodeExecutionData,
  INodeType,
  IRun,
  IRunExecutionData,
  IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

const require = createRequire(import.meta.url);

/** A credential's type as far as the host uses it here. */
interface CredentialType {
  readonly properties: unknown;
  readonly authenticate: { readonly properties: { readonly headers?: Readonly<Record<string, string>> } };
}

/** The parts of n8n-core that are used; it declares no types for them. */
interface CorePackage {
  readonly BinaryDataService: unknown;
  readonly PackageDirectoryLoader: new (folder: string) => {
    loadAll(): Promise<void>;
    readonly packageName: string;
    readonly credentialTypes: Readonly<Record<string, { readonly type: CredentialType }>>;
    readonly nodeTypes: Readonly<Record<string, { readonly type: INodeType }>>;
  };
  readonly PollContext: PollContextOf;
  readonly WebhookContext: WebhookContextOf;
  readonly ExecutionLifecycleHooks: new (mode: string, executionId: string, workflow: object) => unknown;
  readonly WorkflowExecute: new (
    additionalData: IWorkflowExecuteAdditionalData,
    mode: string,
    data: IRunExecutionData,
  ) => { processRunExecutionData(workflow: unknown): Promise<IRun> };
}

/** Where the host keeps binary data. */
interface Store {
  init(): Promise<void>;
  store(location: object, content: Buffer, binary: IBinaryData): Promise<IBinaryData>;
  getAsBuffer(binary: IBinaryData): Promise<Buffer>;
}

export interface EngineOptions {
  /** Folder of the built package. */
  readonly packageFolder: string;
  readonly credentialType: string;
  /** What is stored, read for each use. Nothing if a person has deleted it. */
  readonly credential: IDataObject | (() => IDataObject | undefined);
}

export interface NodeRun {
  /** Name of the node's type, without the package. */
  readonly type: string;
  /** Version of the type, as the workflow stores it. @default 1 */
  readonly typeVersion?: number;
  /** Name of the node before it, which expressions use. @default Start */
  readonly before?: string;
  readonly parameters: IDataObject;
  readonly input?: readonly INodeExecutionData[];
  readonly onError?: INode['onError'];
  readonly retryOnFail?: boolean;
  readonly executeOnce?: boolean;
  readonly alwaysOutputData?: boolean;
  readonly settings?: IDataObject;
}

export interface Outcome {
  readonly status: string;
  readonly waitTill: Date | undefined;
  /** Items of the node by output. Empty while it waits. */
  readonly outputs: readonly (readonly INodeExecutionData[])[];
  readonly error:
    (Error & { readonly description?: string; readonly httpCode?: string; readonly context?: IDataObject }) | undefined;
  readonly hints: readonly string[];
  /**
   * The items of each run of the node that follows at the first output. It adds `paired`: the data of the item that
   * `$('Start').item` finds.
   */
  readonly after: readonly (readonly INodeExecutionData[])[];
  /** What n8n stores. */
  readonly data: IRunExecutionData;
}

export interface Engine {
  /** Descriptions by type name, as the editor gets them. */
  readonly types: Readonly<Record<string, INodeType>>;
  run(run: NodeRun): Promise<Outcome>;
  /**
   * Continues an execution that waits, from what is stored of it, as n8n does when the time is up: the node does not run
   * again, and the following nodes receive the data that it was executed with.
   */
  resume(run: NodeRun, stored: IRunExecutionData): Promise<Outcome>;
  /** A call to the resume URL of an execution that waits, from what is stored of it. */
  call(run: NodeRun, stored: IRunExecutionData, call: WaitingCall): Promise<Answer<Outcome>>;
  /** What a person starts with Retry: a new execution from what is stored of one that failed at the node. */
  retry(run: NodeRun, stored: IRunExecutionData): Promise<Outcome>;
  activate(run: Pick<NodeRun, 'type' | 'parameters'>): Promise<ActivePolling>;
  /** Binary data in the host's own store. */
  binary(content: Buffer, fileName: string, mimeType: string): Promise<INodeExecutionData['binary']>;
  /** The content of a file that a node returned. */
  contentOf(item: INodeExecutionData, field: string): Promise<Buffer>;
}

const BASE = 'http://localhost:5678';

/** What the server reads of an execution: it stores text. */
const reloaded = (stored: IRunExecutionData): IRunExecutionData =>
  JSON.parse(JSON.stringify(stored)) as IRunExecutionData;

/**
 * n8n's own engine in this process, with a built package loaded the way n8n loads it: real expressions, request helper,
 * binary store, waiting and error outputs. Only credentials, the nodes around it, and the server's part of a resume by
 * webhook are ours.
 */
export async function startEngine({ packageFolder, credentialType, credential }: EngineOptions): Promise<Engine> {
  const home = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
  process.env['N8N_USER_FOLDER'] = home;
  process.env['N8N_DEFAULT_BINARY_DATA_MODE'] = 'filesystem';
  process.env['N8N_LOG_LEVEL'] ??= 'silent';
  require('reflect-metadata');
  const core = require('n8n-core') as CorePackage;
  const workflowPackage = require('n8n-workflow') as typeof WorkflowPackage;
  const { Container } = require('@n8n/di') as { readonly Container: { get(kind: unknown): Store } };
  const store = Container.get(core.BinaryDataService);
  await store.init();
  const loader = new core.PackageDirectoryLoader(resolve(packageFolder));
  await loader.loadAll();
  const { credentialTypes, nodeTypes, packageName: prefix } = loader;

  const types: Record<string, INodeType> = {
    'host.start': {
      description: { name: 'start', inputs: [], outputs: ['main'], properties: [], defaults: {}, version: 1 },
      execute(this: { getInputData(): INodeExecutionData[] }) {
        return Promise.resolve([this.getInputData()]);
      },
    } as unknown as INodeType,
    'host.after': {
      description: {
        name: 'after',
        inputs: ['main'],
        outputs: ['main'],
        properties: [{ displayName: 'Paired', name: 'paired', type: 'json', default: '' }],
        defaults: {},
        version: 1,
      },
      execute(this: IExecuteFunctions) {
        const items = this.getInputData().map(({ json, binary }, item) => ({
          json: { ...json, paired: this.getNodeParameter('paired', item) as IDataObject },
          ...(binary !== undefined && { binary }),
          pairedItem: { item },
        }));
        return Promise.resolve([items]);
      },
    } as unknown as INodeType,
  };
  for (const [name, { type }] of Object.entries(nodeTypes)) {
    types[`${prefix}.${name}`] = type;
    // As the host makes a tool of it: the same node under another name, which the form can ask for.
    types[`${prefix}.${name}Tool`] = {
      description: { ...type.description, name: `${name}Tool` },
      execute: type.execute,
    } as INodeType;
  }

  const storedCredential = (): IDataObject | undefined =>
    typeof credential === 'function' ? credential() : credential;
  const credentialsHelper = {
    getParentTypes: () => [],
    isCredentialUsableByNode: () => true,
    getCredentialsProperties: (type: string) => credentialTypes[type]?.type.properties,
    getDecrypted(_: unknown, { id }: { readonly id: string }, type: string) {
      const stored = storedCredential();
      const text = `Credential with ID "${id}" does not exist for type "${type}".`;
      return stored === undefined
        ? Promise.reject(new workflowPackage.UserError(text))
        : Promise.resolve({ ...stored });
    },
    runPreAuthentication: () => Promise.resolve(undefined),
    preAuthentication: () => Promise.resolve(undefined),
    authenticate(
      given: IDataObject,
      type: string,
      options: IHttpRequestOptions,
      workflow: { readonly expression: { getSimpleParameterValue(...args: unknown[]): unknown } },
      node: INode,
    ) {
      const said = credentialTypes[type]!.type.authenticate.properties.headers ?? {};
      const resolved = (text: string): string =>
        String(
          workflow.expression.getSimpleParameterValue(node, text, 'internal', { $credentials: given }, undefined, ''),
        );
      const headers = Object.fromEntries(Object.entries(said).map(([name, value]) => [name, resolved(value)]));
      return Promise.resolve({ ...options, headers: { ...options.headers, ...headers } });
    },
  };

  const NAME = 'AssemblyAI';
  const AFTER = 'After';
  const partsOf = (run: NodeRun, executionId = '1', staticData: IDataObject = {}) => {
    const { type, typeVersion = 1, before = 'Start', parameters, onError, retryOnFail, settings } = run;
    const { executeOnce = false, alwaysOutputData = false } = run;
    const node: INode = {
      id: 'n',
      name: NAME,
      type: `${prefix}.${type}`,
      typeVersion,
      position: [200, 0],
      parameters: structuredClone(parameters) as INode['parameters'],
      credentials: { [credentialType]: { id: '1', name: 'account' } },
      ...(onError !== undefined && { onError }),
      ...(retryOnFail === true && { retryOnFail, maxTries: 2, waitBetweenTries: 0 }),
      executeOnce,
      alwaysOutputData,
    };
    const start: INode = {
      id: 's',
      name: before,
      type: 'host.start',
      typeVersion: 1,
      position: [0, 0],
      parameters: {},
    };
    const after: INode = {
      id: 'a',
      name: AFTER,
      type: 'host.after',
      typeVersion: 1,
      position: [400, 0],
      parameters: { paired: `={{ $(${JSON.stringify(before)}).item.json }}` },
    };
    const nodes = [start, node, after];
    const workflow = new workflowPackage.Workflow({
      id: 'w',
      nodes,
      connections: {
        [before]: { main: [[{ node: NAME, type: 'main', index: 0 }]] },
        [NAME]: { main: [[{ node: AFTER, type: 'main', index: 0 }]] },
      },
      active: false,
      nodeTypes: {
        getByName: (name: string) => types[name]!,
        getByNameAndVersion: (name: string, version?: number) =>
          workflowPackage.NodeHelpers.getVersionedNodeType(types[name]!, version),
        getKnownTypes: () => ({}),
      },
      settings: { executionOrder: 'v1', ...settings },
      staticData,
    });
    const additionalData = {
      credentialsHelper,
      executionId,
      variables: {},
      currentNodeParameters: {},
      restApiUrl: `${BASE}/rest`,
      instanceBaseUrl: BASE,
      webhookBaseUrl: `${BASE}/webhook`,
      webhookTestBaseUrl: `${BASE}/webhook-test`,
      webhookWaitingBaseUrl: `${BASE}/webhook-waiting`,
      formWaitingBaseUrl: `${BASE}/form-waiting`,
      hooks: new core.ExecutionLifecycleHooks('manual', executionId, {
        id: 'w',
        name: 'w',
        nodes,
        connections: {},
        active: false,
      }),
      setExecutionStatus: () => undefined,
      sendDataToUI: () => undefined,
    } as unknown as IWorkflowExecuteAdditionalData;
    return { start, node, workflow, additionalData };
  };

  const outcomeOf = ({ status, waitTill, data }: IRun): Outcome => {
    const runs = data.resultData.runData[NAME] ?? [];
    const last = runs.at(-1);
    return {
      status,
      waitTill: waitTill ?? undefined,
      outputs: (last?.data?.['main'] ?? []).map((items) => items ?? []),
      error: data.resultData.error as Outcome['error'],
      hints: (last?.hints ?? []).map(({ message }) => message),
      after: (data.resultData.runData[AFTER] ?? []).map((run) => run.data?.['main']?.[0] ?? []),
      data,
    };
  };

  const execute = async (parts: ReturnType<typeof partsOf>, data: IRunExecutionData): Promise<Outcome> => {
    const execution = new core.WorkflowExecute(parts.additionalData, 'manual', data);
    return outcomeOf(await execution.processRunExecutionData(parts.workflow));
  };

  return {
    types: Object.fromEntries(Object.entries(nodeTypes).map(([name, { type }]) => [name, type])),
    run(run) {
      const parts = partsOf(run);
      const input = structuredClone(run.input ?? [{ json: {} }]) as INodeExecutionData[];
      const data = workflowPackage.createRunExecutionData({
        startData: {},
        resultData: { runData: {} },
        executionData: { nodeExecutionStack: [{ node: parts.start, data: { main: [input] }, source: null }] },
      });
      return execute(parts, data);
    },
    resume: (run, stored) => execute(partsOf(run), { ...reloaded(stored), waitTill: new Date() }),
    retry(run, stored) {
      const data = reloaded(stored);
      delete data.resultData.error;
      data.resultData.runData[data.resultData.lastNodeExecuted!]!.pop();
      return execute(partsOf(run, '2'), data);
    },
    async call(run, stored, call) {
      const parts = partsOf(run);
      return answerCall(core.WebhookContext, parts, reloaded(stored), call, async (data) => {
        if (storedCredential() !== undefined) return execute(parts, data);
        // n8n checks the credentials of all nodes before it continues an execution.
        const error = new Error(`Node "${NAME}" does not have access to the credential`);
        return { status: 'error', waitTill: undefined, outputs: [], error, hints: [], after: [], data };
      });
    },
    activate: (run) => activate(core.PollContext, (staticData) => partsOf(run, '1', staticData)),
    async binary(content, fileName, mimeType) {
      const location = { type: 'execution', workflowId: 'w', executionId: '1' };
      return { data: await store.store(location, content, { data: '', fileName, mimeType }) };
    },
    contentOf: (item, field) => store.getAsBuffer(item.binary![field]!),
  };
}
