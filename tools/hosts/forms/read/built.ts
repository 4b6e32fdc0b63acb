import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENTRIES } from '@aai-connectors/core';
import { loadPiece, packPiece } from '@aai-connectors/host-activepieces/emulator';
import { builtApp } from '@aai-connectors/host-zapier/emulator';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { activepiecesForms, type BuiltPiece } from './activepieces.ts';
import type { Form } from './form.ts';
import { langchainForm, type Tool } from './langchain.ts';
import { n8nConnection, n8nForms } from './n8n.ts';
import { type ZapierApp, zapierForms } from './zapier.ts';

const PACKAGES = new URL('../../../../packages/', import.meta.url);

interface N8nManifest {
  readonly n8n: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
}

/** The nodes of the built n8n package by their name, in the order of its manifest. */
export function builtNodes(): Readonly<Record<string, INodeType>> {
  const { require, manifest } = builtN8n();
  const nodes = manifest.n8n.nodes.map((file) => oneOf<INodeType>(require(`./${file}`)));
  return Object.fromEntries(nodes.map((node) => [node.description.name, node]));
}

/** The forms of the built n8n package. */
export function builtN8nForms(): readonly Form[] {
  const { require, manifest } = builtN8n();
  const forms = Object.values(builtNodes()).flatMap(({ description }) =>
    n8nForms(description, description.group.includes('trigger') ? 'trigger' : 'operation', description.name),
  );
  const credentials = manifest.n8n.credentials.map((file) => oneOf<ICredentialType>(require(`./${file}`)));
  return [...forms, ...credentials.map(({ displayName, properties }) => n8nConnection(displayName, properties))];
}

function builtN8n(): { readonly require: NodeJS.Require; readonly manifest: N8nManifest } {
  const file = new URL('n8n-node/package.json', PACKAGES);
  return { require: createRequire(file), manifest: JSON.parse(readFileSync(file, 'utf8')) as N8nManifest };
}

/** What n8n does with a file: it makes an object of the class that the file exports. */
function oneOf<T>(exported: unknown): T {
  const [Class] = Object.values(exported as Readonly<Record<string, new () => T>>);
  return new Class!();
}

/** The forms of the built Zapier app. */
export const builtZapierForms = async (): Promise<readonly Form[]> =>
  zapierForms((await builtApp()) as object as ZapierApp);

/** The forms of the built piece. */
export async function builtActivepiecesForms(): Promise<readonly Form[]> {
  const folder = mkdtempSync(join(tmpdir(), 'forms-piece-'));
  try {
    const { file } = packPiece(folder);
    return await activepiecesForms(loadPiece(file, join(folder, 'unpacked')) as object as BuiltPiece);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface LangChainPackage {
  createOperationTool(operation: string, options: object): Tool;
  createOperationTools(operations: undefined, options: object): readonly Tool[];
}

/** Tools of the built LangChain.js package. */
export interface BuiltTools {
  /** One for each current operation that a tool can run. */
  readonly forms: readonly Form[];
  /** The operations that agents get unless a program chooses others. */
  readonly offered: readonly string[];
}

export async function builtTools(): Promise<BuiltTools> {
  const path = new URL('langchain-loader/dist/index.mjs', PACKAGES).href;
  const { createOperationTool, createOperationTools } = (await import(path)) as LangChainPackage;
  const options = { apiKey: 'only-to-read-the-form' };
  const tools = ENTRIES.filter(({ params }) => !Object.values(params).some(needsFile)).map(({ id }) =>
    createOperationTool(id, options),
  );
  const offered = createOperationTools(undefined, options).map(({ name }) => name);
  const isCurrent = ({ name }: Tool): boolean =>
    offered.includes(name) || (ENTRIES.find(({ id }) => id === name)?.status ?? 'current') === 'current';
  return { forms: tools.filter(isCurrent).map(langchainForm), offered };
}

/** Only a program has the bytes of a file. */
const needsFile = (field: object): boolean => 'fileOnly' in field && field.fileOnly === true;
