import {
  type AnyEntry,
  type Condition,
  type Field,
  type Fields,
  GROUPS,
  type GroupId,
  type Option,
  optionsOf,
} from '@aai-connectors/core';

/** One element of a node's form, as the host takes it. */
export interface NodeProperty {
  readonly displayName: string;
  readonly name: string;
  readonly type:
    'string' | 'number' | 'boolean' | 'options' | 'multiOptions' | 'collection' | 'fixedCollection' | 'json';
  readonly default: unknown;
  readonly required?: boolean;
  readonly description?: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly options?: readonly (NodeOption | NodeProperty | NodeRow)[];
  readonly typeOptions?: Readonly<Record<string, unknown>>;
  readonly displayOptions?: { readonly show: Readonly<Record<string, readonly unknown[]>> };
}

interface NodeOption {
  readonly name: string;
  readonly value: string;
  readonly description?: string;
}

interface NodeRow {
  readonly name: string;
  readonly displayName: string;
  readonly values: readonly NodeProperty[];
}

/**
 * One entry's form: what is always there first, then a collection for each group, of which only what was added is
 * sent.
 */
export function propertiesOf({ params }: AnyEntry): readonly NodeProperty[] {
  const fields = Object.entries(params as Fields);
  const inGroup = (wanted: GroupId): NodeProperty[] =>
    fields.filter(([, { group = 'primary' }]) => group === wanted).map(([key, field]) => propertyOf(key, field));
  const groups = (Object.keys(GROUPS) as GroupId[]).filter((group) => group !== 'primary');
  return [
    ...inGroup('primary'),
    ...groups.flatMap((group) => {
      const options = inGroup(group);
      return options.length === 0 ? [] : [collectionOf(group, options)];
    }),
  ];
}

const collectionOf = (group: GroupId, options: readonly NodeProperty[]): NodeProperty => ({
  displayName: GROUPS[group].label,
  name: group,
  type: 'collection',
  placeholder: 'Add Field',
  description: alone(GROUPS[group].help),
  default: {},
  options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
});

export function propertyOf(key: string, field: Field): NodeProperty {
  const words = {
    displayName: field.label,
    name: key,
    description: describe(field),
    ...(field.required === true && { required: true }),
    ...(field.example !== undefined &&
      typeof field.example !== 'object' && { placeholder: `e.g. ${String(field.example)}` }),
    ...showing(field.showWhen),
  };
  switch (field.kind) {
    case 'text':
      return { ...words, type: 'string', default: field.default ?? '', ...textOptions(field) };
    case 'number':
      return {
        ...words,
        type: 'number',
        default: field.default ?? field.serverDefault ?? field.min ?? 0,
        ...bounds(field),
      };
    case 'flag':
      return { ...words, type: 'boolean', default: field.default ?? field.serverDefault ?? false };
    case 'choice':
    case 'openChoice':
      return {
        ...words,
        type: 'options',
        default: field.default ?? field.options[0]?.value ?? '',
        options: sorted(field),
      };
    case 'choices':
      return { ...words, type: 'multiOptions', default: field.default ?? [], options: sorted(field) };
    case 'terms':
      return { ...words, type: 'string', default: field.default ?? [], typeOptions: { multipleValues: true } };
    case 'rows':
      return {
        ...words,
        type: 'fixedCollection',
        default: {},
        typeOptions: { multipleValues: true },
        options: [rowOf(field)],
      };
    case 'media':
      return { ...words, type: 'string', default: '', placeholder: 'https://example.com/recording.mp3' };
    case 'json':
      return { ...words, type: 'json', default: field.default ?? (field.shape === 'array' ? '[]' : '{}') };
  }
}

const rowOf = ({ columns, label }: Extract<Field, { kind: 'rows' }>): NodeRow => ({
  name: 'rows',
  displayName: label,
  values: Object.entries(columns).map(([key, column]) => propertyOf(key, column)),
});

const textOptions = ({ multiline, secret }: Extract<Field, { kind: 'text' }>): Pick<NodeProperty, 'typeOptions'> =>
  multiline === true ? { typeOptions: { rows: 4 } } : secret === true ? { typeOptions: { password: true } } : {};

const bounds = ({ min, max, whole }: Extract<Field, { kind: 'number' }>): Pick<NodeProperty, 'typeOptions'> => ({
  typeOptions: {
    ...(min !== undefined && { minValue: min }),
    ...(max !== undefined && { maxValue: max }),
    ...(whole === true ? { numberPrecision: 0 } : { numberPrecision: 2 }),
  },
});

const showing = (condition: Condition | undefined): Pick<NodeProperty, 'displayOptions'> =>
  condition === undefined
    ? {}
    : {
        displayOptions: {
          show: Object.fromEntries(
            Object.entries(condition).map(([key, wanted]) => [key, Array.isArray(wanted) ? wanted : [wanted]]),
          ),
        },
      };

/** The host's review asks for options in the order of their names, from five on. */
function sorted(field: Field): readonly NodeOption[] {
  const options = optionsOf(field).map(nodeOption);
  return options.length < 5 ? options : [...options].sort((a, b) => a.name.localeCompare(b.name));
}

const nodeOption = ({ value, label, help, note }: Option): NodeOption => {
  const description = [help, note].filter((text) => text !== undefined).join('. ');
  return { name: label, value, ...(description !== '' && { description: alone(description) }) };
};

/** A flag's description begins with "Whether to"; a lone sentence has no period. */
function describe({ kind, help, note }: Field): string {
  const words = kind === 'flag' ? `Whether to ${help.charAt(0).toLowerCase()}${help.slice(1)}` : help;
  return alone(note === undefined ? words : `${words} ${note}`);
}

const alone = (text: string): string => (/[.!?]\s/.test(text) ? text : text.replace(/\.$/, ''));
