import type { ChartNode, GraphId, NodeId, PortId, Project, ProjectId } from '@ironclad/rivet-node';

/** Input ports of a node, each with the name and the type of the graph input that fills it. */
export type GraphInputs = Readonly<Record<string, { readonly name: string; readonly dataType: string }>>;

/** A project with one graph: a node, whose inputs come from the graph, and whose outputs it returns. */
export function projectWith(
  type: string,
  data: Readonly<Record<string, unknown>>,
  inputs: GraphInputs,
  outputs: readonly string[],
): Project {
  const id = (name: string): NodeId => name as NodeId;
  const node = (name: string, kind: string, values: object): ChartNode => ({
    id: id(name),
    type: kind,
    title: name,
    visualData: { x: 0, y: 0 },
    data: values,
  });
  const port = (name: string): PortId => name as PortId;
  const graph = {
    metadata: { id: 'main' as GraphId, name: 'main', description: '' },
    nodes: [
      node('assemblyai', type, data),
      ...Object.values(inputs).map(({ name, dataType }) =>
        node(`in ${name}`, 'graphInput', { id: name, dataType, useDefaultValueInput: false }),
      ),
      ...outputs.map((name) => node(`out ${name}`, 'graphOutput', { id: name, dataType: 'any' })),
    ],
    connections: [
      ...Object.entries(inputs).map(([to, { name }]) => ({
        outputNodeId: id(`in ${name}`),
        outputId: port('data'),
        inputNodeId: id('assemblyai'),
        inputId: port(to),
      })),
      ...outputs.map((name) => ({
        outputNodeId: id('assemblyai'),
        outputId: port(name),
        inputNodeId: id(`out ${name}`),
        inputId: port('value'),
      })),
    ],
  };
  return {
    metadata: { id: 'project' as ProjectId, title: 'AssemblyAI', description: '', mainGraphId: graph.metadata.id },
    graphs: { [graph.metadata.id]: graph },
    plugins: [],
  };
}
