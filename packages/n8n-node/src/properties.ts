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
  readonly displayOptions?: {
    readonly show?: Readonly<Record<string, readonly unknown[]>>;
    readonly hide?: Readonly<Record<string, readonly unknown[]>>;
  };
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

/** One entry's form: what is always in view, then collections, of which only what was added is sent. */
export function propertiesOf({ params }: AnyEntry): readonly NodeProperty[] {
  const fields = Object.entries(params as Fields);
  const inView = fields.filter(([, field]) => isInView(field));
  const collected = fields.filter(([, field]) => !isInView(field));
  return [
    ...inView.map(([key, field]) => propertyOf(key, field)),
    ...(Object.keys(GROUPS) as GroupId[]).flatMap((group) => {
      const options = collected.filter(([, field]) => groupOf(field) === group);
      return options.length === 0
        ? []
        : [
            collectionOf(
              group,
              options.map(([key, field]) => propertyOf(key, field)),
            ),
          ];
    }),
  ];
}

const groupOf = ({ group = 'primary' }: Field): GroupId => group;

const CAN_BE_EMPTY: readonly Field['kind'][] = ['text', 'terms', 'choices', 'rows', 'media'];

/** The host sends what is in view, answered or not: a number, a switch or a list would answer for the person. */
const isInView = (field: Field): boolean =>
  groupOf(field) === 'primary' &&
  (field.required === true || field.default !== undefined || CAN_BE_EMPTY.includes(field.kind));

const collectionOf = (group: GroupId, options: readonly NodeProperty[]): NodeProperty => ({
  ...(group === 'primary'
    ? { displayName: 'Options', description: 'What can be left out' }
    : { displayName: GROUPS[group].label, description: alone(GROUPS[group].help) }),
  name: group,
  type: 'collection',
  placeholder: 'Add Field',
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

/** A switch that nobody added is off, but the host does not know that: what needs it off is hidden while it is on. */
function showing(condition: Condition = {}): Pick<NodeProperty, 'displayOptions'> {
  const wanted = Object.entries(condition).map(([key, value]) => [key, [value].flat()] as const);
  const hide = wanted.filter(([, values]) => values.includes(false)).map(([key]) => [key, [true]] as const);
  const show = wanted.filter(([, values]) => !values.includes(false));
  if (wanted.length === 0) return {};
  return {
    displayOptions: {
      ...(show.length > 0 && { show: Object.fromEntries(show) }),
      ...(hide.length > 0 && { hide: Object.fromEntries(hide) }),
    },
  };
}

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
