import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  emittedBy,
  type Engine,
  type NodeRun,
  parametersFor,
  replaceSleep,
  startEngine,
  type WaitingCall,
} from '@aai-connectors/host-n8n/emulator';
import { recordingPath, type StandIn } from '@aai-connectors/stand-in';
import type { IDataObject, INode, INodeExecutionData, INodeType, IRunExecutionData } from 'n8n-workflow';
import type { Account, Host, Saved } from '../flow.ts';
import { marked, unmarked } from '../marks.ts';
import { examples } from './examples.ts';

const PACKAGE = new URL('../../../../packages/n8n-node/', import.meta.url).pathname;
const PREFIX = '@aai-connectors/n8n-nodes-assemblyai.';
const SECRET = 'a-secret-of-the-webhook-trigger';
/** The binary fields that forms and other nodes of our templates fill. */
const BINARY_FIELDS = ['data', 'Recording', 'Video', 'Call'];

/** A node as a workflow stores it, with the item that it receives. */
interface StoredNode {
  readonly type: string;
  readonly typeVersion: number;
  readonly parameters: IDataObject;
  readonly input: IDataObject;
  /** Name of the node before it. */
  readonly before: string;
}

/** An execution that waits for a call while n8n is updated. */
interface StoredExecution {
  readonly node: StoredNode;
  readonly data: IRunExecutionData;
  readonly call: WaitingCall;
}

/** An item with everything that the nodes of our templates read. */
const itemFor = ({ transcriptId, audioUrl }: Account): IDataObject => ({
  id: transcriptId,
  url: audioUrl,
  title: 'Episode 1',
  Question: 'What is it about?',
  Languages: ['de'],
  Names: 'AssemblyAI, Ana',
  body: { url: audioUrl, RecordingUrl: audioUrl },
  enclosure: { url: audioUrl },
  utterances: [{ speaker: 'A', text: 'Hello.', start: 61_000 }],
});

/** n8n's engine with the current package. */
export async function n8nHost(standIn: StandIn): Promise<Host> {
  const { url, keys } = standIn;
  const restore = replaceSleep((ms) => sleep(Math.min(ms, 20)));
  const credential = { apiKey: keys[0]!, region: 'us', baseUrl: url, webhookSecret: SECRET };
  const engine = await startEngine({ packageFolder: PACKAGE, credentialType: 'assemblyAiApi', credential });
  const audio = await readFile(recordingPath('jfk.wav'));

  /** @throws Error for a node or a version that the package no longer has */
  const typeOf = ({ type, typeVersion }: Pick<StoredNode, 'type' | 'typeVersion'>): INodeType => {
    const found = engine.types[type];
    const version = found?.description.version ?? [];
    if (found !== undefined && [version].flat().includes(typeVersion)) return found;
    throw new Error(`The package has no node ${type} of version ${typeVersion}.`);
  };

  return {
    name: 'n8n',
    saved: async (account) => [
      ...operations(engine.types['assemblyAi']!, account),
      ...templateNodes(account),
      { name: 'trigger: polling', stored: node('assemblyAiPollingTrigger', {}, {}) },
      { name: 'waiting execution: transcribe', stored: await waitingExecution(engine, standIn, account) },
    ],
    async run(stored, account) {
      const saved = unmarked(stored, account) as StoredNode | StoredExecution;
      if ('call' in saved) {
        typeOf(saved.node);
        const { status, outcome } = await engine.call(runOf(saved.node), saved.data, saved.call);
        if (outcome === undefined)
          throw new Error(`The call is answered with ${status}, and the execution still waits.`);
        return itemsOf(outcome);
      }
      const { parameters } = saved;
      const found = typeOf(saved);
      if (found.webhook !== undefined && found.execute === undefined) {
        const body = { transcript_id: account.transcriptId, status: 'completed' };
        const headers = { 'x-assemblyai-webhook-secret': SECRET };
        return (await emittedBy(found, credential, { body, headers }, parameters)).map(({ json }) => json);
      }
      if (found.poll !== undefined)
        return (await emittedBy(found, credential, undefined, parameters)).map(({ json }) => json);
      const { data } = (await engine.binary(audio, 'recording.wav', 'audio/wav'))!;
      const binary = Object.fromEntries(BINARY_FIELDS.map((field) => [field, data!]));
      return itemsOf(await engine.run(runOf(saved, binary)));
    },
    close() {
      restore();
      return Promise.resolve();
    },
  };
}

const runOf = ({ input, ...stored }: StoredNode, binary?: INodeExecutionData['binary']): NodeRun => ({
  ...stored,
  input: [{ json: input, ...(binary !== undefined && { binary }) }],
});

/** What later nodes see: the data of each item, and the names of its files. */
function itemsOf({ status, outputs, error }: Awaited<ReturnType<Engine['run']>>): unknown {
  if (error !== undefined) throw error;
  if (status !== 'success') throw new Error(`The execution is ${status}.`);
  return outputs[0]!.map(({ json, binary = {} }: INodeExecutionData) => ({ json, files: Object.keys(binary).sort() }));
}

/** Suspends an execution, and keeps what n8n stores of it with the call that AssemblyAI sends. */
async function waitingExecution(engine: Engine, standIn: StandIn, { audioUrl }: Account): Promise<unknown> {
  const given = parametersFor(engine.types['assemblyAi']!, 'transcript', 'transcribe', { audio_url: audioUrl });
  const waiting = node('assemblyAi', { ...given, options: { stayInStep: 0 } }, {});
  const { outputs, data } = await engine.run(runOf(waiting));
  const id = String(outputs[0]![0]!.json['id']);
  const submitted = standIn.requests().findLast(({ path }) => path === '/v2/transcript')!.body as IDataObject;
  const call: WaitingCall = {
    url: String(submitted['webhook_url']),
    headers: {
      [String(submitted['webhook_auth_header_name']).toLowerCase()]: String(submitted['webhook_auth_header_value']),
    },
    body: { transcript_id: id, status: 'completed' },
  };
  const stored: StoredExecution = { node: waiting, data, call };
  return JSON.parse(JSON.stringify(stored).replaceAll(id, '<transcript>')) as unknown;
}

const node = (type: string, parameters: IDataObject, input: IDataObject, before = 'Start'): StoredNode => ({
  type,
  typeVersion: 1,
  parameters,
  input,
  before,
});

/** A node for each operation that the node offers. */
function operations(type: INodeType, account: Account): readonly Saved[] {
  const offered = new Set(
    type.description.properties
      .filter(({ name }) => name === 'operation')
      .flatMap(({ options = [] }) => options.map((option) => ('value' in option ? option.value : undefined))),
  );
  return examples(account)
    .filter(({ entry }) => offered.has(entry.id))
    .map(({ entry, answers }) => {
      const { file: _, ...given } = answers;
      const parameters = parametersFor(type, entry.resource, entry.id, entry.id === 'upload_file' ? given : answers);
      return { name: `operation: ${entry.id}`, stored: marked(node('assemblyAi', parameters, {}), account) };
    });
}

/** Our nodes in the templates. What an agent calls as a tool needs the agent, and is left out. */
function templateNodes(account: Account): readonly Saved[] {
  return globSync('templates/*.json', { cwd: PACKAGE })
    .sort()
    .flatMap((path) => {
      const { nodes } = JSON.parse(readFileSync(join(PACKAGE, path), 'utf8')) as { readonly nodes: readonly INode[] };
      return nodes
        .filter(({ type }) => type.startsWith(PREFIX) && !type.endsWith('Tool'))
        .map(({ name, type, typeVersion, parameters }) => {
          const [, before = 'Start'] = /\$\('([^']+)'\)/.exec(JSON.stringify(parameters)) ?? [];
          const stored: StoredNode = {
            type: type.slice(PREFIX.length),
            typeVersion,
            parameters: parameters as IDataObject,
            input: itemFor(account),
            before,
          };
          return { name: `template: ${basename(path, '.json')}: ${name}`, stored: marked(stored, account) };
        });
    });
}
