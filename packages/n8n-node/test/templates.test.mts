import { readdirSync, readFileSync } from 'node:fs';
import { type INode, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { AssemblyAi } from '../nodes/AssemblyAi/AssemblyAi.node.ts';
import { AssemblyAiPollingTrigger } from '../nodes/AssemblyAiPollingTrigger/AssemblyAiPollingTrigger.node.ts';
import { AssemblyAiTrigger } from '../nodes/AssemblyAiTrigger/AssemblyAiTrigger.node.ts';
import { OPTIONS } from '../src/view.ts';

const FOLDER = new URL('../templates/', import.meta.url);
const PREFIX = '@aai-connectors/n8n-nodes-assemblyai.';
const OURS = new Map<string, INodeTypeDescription>(
  [new AssemblyAi(), new AssemblyAiTrigger(), new AssemblyAiPollingTrigger()].map(({ description }) => [
    PREFIX + description.name,
    description,
  ]),
);

interface Template {
  readonly name: string;
  readonly nodes: readonly INode[];
  readonly connections: Readonly<Record<string, { readonly main: readonly (readonly { readonly node: string }[])[] }>>;
}

const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const read = (file: string): Template => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Template;

describe('The templates', () => {
  it('are listed in the README', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    expect(files.filter((file) => !readme.includes(`(templates/${file})`))).toEqual([]);
  });

  describe.each(files)('%s', (file) => {
    const { name, nodes, connections } = read(file);
    const ours = nodes.filter(({ type }) => OURS.has(type));

    it('explains in a note what it does and how to set it up', () => {
      const [note] = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
      expect(String(note?.parameters['content'])).toMatch(new RegExp(`^## ${name}\\n[^]*\\*\\*Set up:\\*\\*`));
    });

    it('contains no credential', () =>
      expect(nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]));

    it('connects all its nodes', () => {
      const names = new Set(nodes.map((node) => node.name));
      expect(names.size).toBe(nodes.length);
      const targets = Object.values(connections).flatMap(({ main }) => main.flat().map(({ node }) => node));
      expect([...Object.keys(connections), ...targets].filter((node) => !names.has(node))).toEqual([]);
      const isolated = nodes.filter(
        (node) =>
          node.type !== 'n8n-nodes-base.stickyNote' && !(node.name in connections) && !targets.includes(node.name),
      );
      expect(isolated).toEqual([]);
    });

    it('sets only parameters that the forms offer', () => {
      expect(ours.length).toBeGreaterThan(0);
      for (const node of ours) {
        const description = OURS.get(node.type)!;
        const kept = NodeHelpers.getNodeParameters(
          description.properties,
          node.parameters,
          false,
          false,
          node,
          description,
        );
        expect(kept, node.name).toEqual(expect.objectContaining(withoutDefaults(node, description)));
        expect(Object.keys(collectionsOf(node)).flatMap((key) => unknownIn(key, node, description))).toEqual([]);
        expect(NodeHelpers.getNodeParametersIssues(description.properties, node, description), node.name).toBeNull();
      }
    });
  });
});

/** Parameters that differ from the form's defaults, which n8n does not store. */
function withoutDefaults(node: INode, { properties }: INodeTypeDescription): object {
  const isDefault = (key: string, value: unknown): boolean =>
    properties.some((property) => property.name === key && property.default === value);
  return Object.fromEntries(Object.entries(node.parameters).filter(([key, value]) => !isDefault(key, value)));
}

const collectionsOf = ({ parameters }: INode): object =>
  Object.fromEntries(Object.entries(parameters).filter(([key]) => key === OPTIONS));

/** n8n keeps unknown keys inside a collection. */
function unknownIn(collection: string, node: INode, { properties }: INodeTypeDescription): string[] {
  const { operation } = node.parameters;
  const shown = properties.find(
    ({ name, displayOptions }) =>
      name === collection && displayOptions?.show?.['operation']?.includes(operation as string),
  );
  const known = new Set((shown?.options ?? []).map(({ name }) => name));
  return Object.keys(node.parameters[collection] as object).filter((key) => !known.has(key));
}
