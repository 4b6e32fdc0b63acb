import type { INode, INodeProperties } from 'n8n-workflow';

/** A workflow as the gallery shows it. */
export interface Template {
  readonly name: string;
  readonly nodes: readonly INode[];
  /** By source node, by type of connection, by output. */
  readonly connections: Readonly<
    Record<string, Readonly<Record<string, readonly (readonly { readonly node: string }[])[]>>>
  >;
}

/** What lies on the canvas. */
export interface Layout {
  /** The note that explains the template. */
  readonly main: INode;
  /** Notes around groups of nodes. */
  readonly sections: readonly INode[];
  /** Everything but notes. */
  readonly steps: readonly INode[];
}

const isNote = ({ type }: INode): boolean => type === 'n8n-nodes-base.stickyNote';

export function layoutOf({ nodes }: Template): Layout {
  const [main, ...sections] = nodes.filter(isNote);
  return { main: main!, sections, steps: nodes.filter((node) => !isNote(node)) };
}

export const targetsOf = ({ connections }: Template): readonly string[] =>
  Object.values(connections).flatMap((byType) =>
    Object.values(byType).flatMap((outputs) => outputs.flat().map(({ node }) => node)),
  );

/** In pixels. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels that a node takes, with the name below it. An agent is wider. */
const NODE_SIZE = { width: 96, agent: 208, height: 96 + 56 };

export function boxOf(node: INode): Box {
  const [left, top] = node.position;
  const [width, height] = isNote(node)
    ? [node.parameters['width'] as number, node.parameters['height'] as number]
    : [node.type.endsWith('.agent') ? NODE_SIZE.agent : NODE_SIZE.width, NODE_SIZE.height];
  return { left, top, right: left + width, bottom: top + height };
}

export const contains = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left && outer.right >= inner.right && outer.top <= inner.top && outer.bottom >= inner.bottom;

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Pairs of these nodes that cover each other. */
export const overlaps = (nodes: readonly INode[]): string[] =>
  nodes.flatMap((node, at) =>
    nodes
      .slice(at + 1)
      .filter((other) => overlap(boxOf(node), boxOf(other)))
      .map((other) => `${node.name} and ${other.name}`),
  );

/** Pixels that the text of a note takes in n8n's editor, estimated from the widths of its font. */
export function textHeight({ parameters }: INode): number {
  const inner = (parameters['width'] as number) - 40;
  const heightOf = (line: string): number => {
    if (line.trim() === '') return 4;
    const isHeading = line.startsWith('#');
    const characters = line.replace(/[*`#]/g, '').length;
    return Math.ceil((characters * (isHeading ? 9.5 : 7)) / inner) * (isHeading ? 30 : 20);
  };
  return String(parameters['content'])
    .split('\n')
    .reduce((sum, line) => sum + heightOf(line), 24);
}

/** Names that n8n gives to a new node, where they differ from the name of its type. */
const DEFAULT_NAMES: Readonly<Record<string, string>> = {
  agent: 'AI Agent',
  chatTrigger: 'When chat message received',
  form: 'Form',
  formTrigger: 'On form submission',
  lmChatOpenAi: 'OpenAI Chat Model',
  memoryBufferWindow: 'Simple Memory',
  rssFeedRead: 'RSS Read',
  set: 'Edit Fields',
  splitInBatches: 'Loop Over Items',
};

/** Whether the node still has the name that n8n gave it, such as "HTTP Request1". */
export function hasDefaultName({ name, type }: INode): boolean {
  const short = type.slice(type.lastIndexOf('.') + 1);
  const plain = (text: string): string => text.replace(/[\s\d]/g, '').toLowerCase();
  return [short, DEFAULT_NAMES[short] ?? short].some((standard) => plain(standard) === plain(name));
}

/** Labels of fields and of their options, at every level. */
export const labelsOf = (properties: readonly INodeProperties[]): readonly string[] =>
  properties.flatMap(({ displayName, options = [] }) => [
    displayName,
    ...options.flatMap((option) =>
      'values' in option
        ? [option.displayName, ...labelsOf(option.values)]
        : 'displayName' in option
          ? labelsOf([option])
          : [option.name],
    ),
  ]);

/** Labels of the fields that a template's own forms ask for. */
export const formLabels = (nodes: readonly INode[]): readonly string[] =>
  nodes.flatMap(({ parameters }) => {
    const fields = parameters['formFields'] as { values: readonly { fieldLabel: string }[] } | undefined;
    return fields?.values.map(({ fieldLabel }) => fieldLabel) ?? [];
  });

/** Values that a person chose from a list of an account, at every level. */
export function locatorsIn(value: unknown): readonly { readonly value: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('__rl' in value && 'value' in value) return [{ value: String(value.value) }];
  return Object.values(value).flatMap(locatorsIn);
}
