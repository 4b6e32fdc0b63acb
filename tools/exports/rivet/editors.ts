import { type Field, type Fields, GROUPS, holds, optionsOf, type Scalar } from '@aai-connectors/core/web';
import type { ChartNode, DataType, EditorDefinition } from '@ironclad/rivet-node';

/** The settings of a node: answers by key of their field, and which of them have an input port. */
export type NodeData = Readonly<Record<string, unknown>>;
export type Node = ChartNode<string, NodeData>;

/** Setting that turns on the input port of a field. */
export const portSwitch = (key: string): string => `use_${key}_input`;

/** The editors of all fields but those that only a port can fill, in the sections of every form. */
export function editorsOf(fields: Fields, ports: readonly string[]): EditorDefinition<Node>[] {
  const shown = Object.entries(fields).filter(([, { kind }]) => kind !== 'media');
  const sections = Map.groupBy(shown, ([, { group = 'primary' }]) => group);
  return [...sections].flatMap(([group, members]) => {
    const editors = members.map(([key, field]) => editorOf(key, field, fields, ports.includes(key)));
    if (group === 'primary') return editors;
    return [{ type: 'group', label: GROUPS[group].label, editors } satisfies EditorDefinition<Node>];
  });
}

function editorOf(key: string, field: Field, fields: Fields, hasPort: boolean): EditorDefinition<Node> {
  const { showWhen } = field;
  const common = {
    label: field.label,
    helperMessage: field.help,
    dataKey: key,
    ...(!hasPort && { useInputToggleDataKey: portSwitch(key) }),
    ...(showWhen !== undefined && { hideIf: (data: NodeData) => !holds(showWhen, data, fields) }),
  };
  // Rivet derives the keys from the type of the data, whose fields are known only at run time.
  return { ...common, ...kindOf(field) } as EditorDefinition<Node>;
}

function kindOf(field: Field): object {
  switch (field.kind) {
    case 'text':
      return field.multiline === true ? { type: 'code', language: 'plaintext', height: 120 } : { type: 'string' };
    case 'number':
      return {
        type: 'number',
        allowEmpty: true,
        ...(field.min !== undefined && { min: field.min }),
        ...(field.max !== undefined && { max: field.max }),
        ...(field.whole === true && { step: 1 }),
      };
    case 'flag':
      return { type: 'toggle' };
    case 'choice':
    case 'openChoice':
      return {
        type: 'dropdown',
        options: [{ value: '', label: 'Default' }, ...optionsOf(field).map(({ value, label }) => ({ value, label }))],
      };
    case 'choices':
    case 'terms':
      return { type: 'stringList' };
    case 'rows':
    case 'json':
    case 'media':
      return { type: 'code', language: 'json', height: 120 };
  }
}

/** The types of values that the port of a field accepts. */
export function portTypes(field: Field): DataType | readonly DataType[] {
  switch (field.kind) {
    case 'media':
      return ['audio', 'binary', 'string'];
    case 'number':
      return 'number';
    case 'flag':
      return 'boolean';
    case 'choices':
    case 'terms':
      return ['string[]', 'string'];
    case 'rows':
    case 'json':
      return ['object[]', 'object', 'string[]', 'string', 'any'];
    default:
      return 'string';
  }
}

/** Whether a node sends this setting: not one that was never changed. */
export const isSet = (value: unknown): value is Scalar | object =>
  value !== undefined && value !== null && value !== '';
