import { type INodePropertyOptions, type INodeTypes, Workflow } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { AssemblyAi } from '../nodes/AssemblyAi/AssemblyAi.node.ts';

const type = new AssemblyAi();
const { description } = type;

/** The line below the node on the canvas, as the editor computes it. */
function subtitleOf(parameters: { readonly resource: string; readonly operation: string }): unknown {
  const nodeTypes: INodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
  const node = {
    id: '1',
    name: 'Node',
    type: 'node',
    typeVersion: 1,
    position: [0, 0] as [number, number],
    parameters,
  };
  const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
  return workflow.expression.getSimpleParameterValue(
    workflow.getNode('Node')!,
    description.subtitle,
    'internal',
    {},
    undefined,
    undefined,
  );
}

describe('The line below the node on the canvas', () => {
  const lists = description.properties.filter(({ name }) => name === 'operation');
  const choices = lists.flatMap(({ displayOptions, options = [] }) =>
    (options as INodePropertyOptions[]).map(({ name, value }) => ({
      name,
      operation: String(value),
      resource: String(displayOptions!.show!['resource']![0]),
    })),
  );

  it.each(choices)('is "$name" for $operation, as in the list of operations', ({ name, operation, resource }) => {
    expect(subtitleOf({ resource, operation })).toBe(name);
  });
});
