import { createRequire } from 'node:module';
import type {
  INodeParameters,
  INodeProperties,
  INodePropertyCollection,
  INodePropertyOptions,
  INodeTypeDescription,
  NodeHelpers as Helpers,
} from 'n8n-workflow';
import type { Control, Form, FormField, FormOption } from './form.ts';

// Node cannot load the package as a module: its imports have no extensions.
const { NodeHelpers } = createRequire(import.meta.url)('n8n-workflow') as { readonly NodeHelpers: typeof Helpers };

type Values = Readonly<Record<string, unknown>>;

/** One operation of the node, as its two first choices name it. */
export interface Choice {
  readonly resource: string;
  readonly operation: string;
  readonly label: string;
  readonly help: string;
}

/** Everything that a built node offers. */
export function operationsOf({ properties }: INodeTypeDescription): readonly Choice[] {
  return properties
    .filter(({ name }) => name === 'operation')
    .flatMap(({ displayOptions, options = [] }) =>
      (displayOptions?.show?.['resource'] ?? []).flatMap((resource) =>
        choicesIn(options).map(({ name, value, description = '' }) => ({
          resource: String(resource),
          operation: String(value),
          label: name,
          help: description,
        })),
      ),
    );
}

/** The forms of a node: one for each operation, or one in all. */
export function n8nForms(description: INodeTypeDescription, kind: Form['kind'], id: string): readonly Form[] {
  const operations = operationsOf(description);
  if (operations.length > 0) return operations.map((choice) => operationForm(description, choice));
  const { displayName, properties } = description;
  return [
    {
      host: 'n8n',
      kind,
      id,
      label: displayName,
      help: description.description,
      shown: shownOf(description, {}),
      all: properties.flatMap(inputsOf),
    },
  ];
}

/** The form of a credential. */
export function n8nConnection(label: string, properties: readonly INodeProperties[]): Form {
  const shown = properties.map(fieldOf);
  return {
    host: 'n8n',
    kind: 'connection',
    id: 'connection',
    label,
    help: '',
    shown,
    all: properties.flatMap(inputsOf),
  };
}

function operationForm(description: INodeTypeDescription, { resource, operation, label, help }: Choice): Form {
  const isOf = ({ displayOptions }: INodeProperties): boolean => {
    const { resource: resources, operation: operations, '@tool': tool } = displayOptions?.show ?? {};
    return (
      (resources === undefined || resources.includes(resource)) &&
      (operations === undefined || operations.includes(operation)) &&
      // What only an agent's tool has; a step never shows it.
      (tool === undefined || tool.includes(false))
    );
  };
  return {
    host: 'n8n',
    kind: 'operation',
    id: operation,
    label,
    help,
    chosen: { resource, operation },
    shown: shownOf(description, { resource, operation }),
    all: description.properties.filter(isOf).flatMap(inputsOf),
  };
}

/** What n8n's own rules show for a node of which only this was answered. */
function shownOf(description: INodeTypeDescription, answers: Values): readonly FormField[] {
  const { properties } = description;
  const node = { typeVersion: [description.version].flat().at(-1)! };
  const values = NodeHelpers.getNodeParameters(
    properties,
    answers as INodeParameters,
    true,
    false,
    node,
    description,
  ) as INodeParameters;
  return properties
    .filter((property) => property.type !== 'hidden')
    .filter((property) => NodeHelpers.displayParameter(values, property, node, description))
    .map(fieldOf);
}

/** What a person can fill in of a property: of a collection, its members. */
function inputsOf(property: INodeProperties): readonly FormField[] {
  if (property.type === 'notice' || property.type === 'hidden') return [];
  if (property.type === 'collection') return (property.options as readonly INodeProperties[]).flatMap(inputsOf);
  return [fieldOf(property)];
}

function fieldOf(property: INodeProperties): FormField {
  const { name, displayName, type, description, hint, required, default: start, placeholder, options = [] } = property;
  const isRows = type === 'fixedCollection';
  return {
    key: name,
    label: displayName,
    help: [description, hint].filter((text) => text !== undefined && text !== '').join('. ') || undefined,
    control: controlOf(property),
    required,
    options: ['options', 'multiOptions'].includes(type) ? choicesIn(options).map(optionOf) : undefined,
    start: start === '' ? undefined : start,
    placeholder,
    columns: isRows
      ? (options as readonly INodePropertyCollection[]).flatMap(({ values }) => values.map(fieldOf))
      : undefined,
  };
}

const choicesIn = (options: NonNullable<INodeProperties['options']>): readonly INodePropertyOptions[] =>
  options.filter((option): option is INodePropertyOptions => 'value' in option);

const optionOf = ({ name, value }: INodePropertyOptions): FormOption => ({ value: String(value), label: name });

function controlOf({ type, typeOptions = {} }: INodeProperties): Control {
  if (type === 'string') {
    if (typeOptions.password === true) return 'secret';
    if (typeOptions.multipleValues === true) return 'list';
    return typeOptions.rows === undefined ? 'text' : 'longText';
  }
  return CONTROLS[type] ?? 'text';
}

const CONTROLS: Readonly<Record<string, Control>> = {
  number: 'number',
  boolean: 'toggle',
  options: 'choice',
  multiOptions: 'choices',
  dateTime: 'date',
  json: 'json',
  resourceLocator: 'picker',
  fixedCollection: 'rows',
  collection: 'door',
  notice: 'notice',
};
