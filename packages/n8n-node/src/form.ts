import type {
  INodeProperties,
  INodePropertyCollection,
  INodePropertyMode,
  INodePropertyOptions,
  NodeParameterValueType,
} from 'n8n-workflow';
import { alone } from './names.ts';
import {
  type AnyEntry,
  type AnyEvent,
  type Condition,
  type Field,
  type Fields,
  GROUPS,
  type GroupId,
  type Option,
  optionsOf,
  unitInWords,
} from './core.ts';

/** What one entry always asks. */
export function mainProperties({ params }: AnyEntry | AnyEvent): INodeProperties[] {
  return Object.entries(params)
    .filter(([, field]) => isInView(field, params))
    .flatMap(([key, field]) => (field.kind === 'media' ? mediaOf(key, field) : [propertyOf(key, field)]));
}

/** What one entry asks optionally: collections, of which only what a person added is sent. */
export function optionalProperties({ params }: AnyEntry | AnyEvent): INodeProperties[] {
  const collected = Object.entries(params).filter(([, field]) => !isInView(field, params));
  return (Object.keys(GROUPS) as GroupId[]).flatMap((group) => {
    const options = collected.filter(([, field]) => groupOf(field) === group);
    const properties = options.map(([key, field]) => propertyOf(key, field));
    return properties.length === 0 ? [] : [collectionOf(group, properties)];
  });
}

/** What a form starts with is of its field's own type. */
const valueOf = (start: unknown): NodeParameterValueType => start as NodeParameterValueType;

const groupOf = ({ group = 'primary' }: Field): GroupId => group;

const CAN_BE_EMPTY: readonly Field['kind'][] = ['text', 'terms', 'choices', 'rows', 'media'];

/**
 * The host sends what is in view, answered or not: a number, a switch or a list would answer for the person. A switch
 * that never leaves the form does no harm, and what depends on one is placed beside it.
 */
function isInView(field: Field, fields: Fields): boolean {
  if (groupOf(field) !== 'primary') return false;
  if (field.required === true || field.default !== undefined || CAN_BE_EMPTY.includes(field.kind)) return true;
  const isLocalSwitch = ({ kind, place }: Field): boolean => kind === 'flag' && place === 'local';
  return isLocalSwitch(field) || Object.keys(field.showWhen ?? {}).some((key) => isLocalSwitch(fields[key]!));
}

/** What the host's review expects to see in view, a number included: then it starts with its example. */
const startOf = ({
  default: start,
  example,
  serverDefault,
  min,
}: Extract<Field, { kind: 'number' }>): NodeParameterValueType =>
  valueOf(start) ?? serverDefault ?? (typeof example === 'number' ? example : undefined) ?? min ?? 0;

/** Differs from the names of fields: a group may have the same name as one of them. */
export const collectionName = (group: string): string => `${group}Options`;

const collectionOf = (group: GroupId, options: INodeProperties[]): INodeProperties => ({
  ...(group === 'primary'
    ? { displayName: 'Options', description: 'What can be left out' }
    : { displayName: GROUPS[group].label, description: alone(GROUPS[group].help) }),
  name: collectionName(group),
  type: 'collection',
  placeholder: 'Add Field',
  default: {},
  options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
});

export function propertyOf(key: string, field: Field): INodeProperties {
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
      if (field.format === 'transcript') return pickerOf(words);
      return { ...words, type: 'string', default: valueOf(field.default) ?? '', ...textOptions(field) };
    case 'number':
      return {
        ...words,
        type: 'number',
        default: startOf(field),
        ...bounds(field),
      };
    case 'flag':
      return { ...words, type: 'boolean', default: valueOf(field.default) ?? field.serverDefault ?? false };
    case 'choice':
    case 'openChoice':
      return {
        ...words,
        type: 'options',
        default: valueOf(field.default) ?? field.options[0]?.value ?? '',
        options: sorted(field),
      };
    case 'choices':
      return { ...words, type: 'multiOptions', default: valueOf(field.default) ?? [], options: sorted(field) };
    case 'terms':
      return { ...words, type: 'string', default: valueOf(field.default) ?? [], typeOptions: { multipleValues: true } };
    case 'rows':
      return {
        ...words,
        type: 'fixedCollection',
        default: {},
        typeOptions: { multipleValues: true },
        options: [rowOf(field)],
      };
    case 'media':
      return { ...words, type: 'string', default: '', placeholder: 'e.g. https://example.com/recording.mp3' };
    case 'json':
      return { ...words, type: 'json', default: valueOf(field.default) ?? (field.shape === 'array' ? '[]' : '{}') };
  }
}

/** A link, or a file in a binary field of the item; the source decides which is asked for. */
function mediaOf(key: string, field: Extract<Field, { kind: 'media' }>): INodeProperties[] {
  const binary: INodeProperties = {
    displayName: 'Input Binary Field',
    name: `${key}${BINARY_FIELD}`,
    type: 'string',
    default: 'data',
    required: true,
    placeholder: 'e.g. data',
    hint: 'The name of the input field containing the binary file data to be processed',
    description: alone(field.fileOnly === true ? field.help : 'Where an earlier node put the audio or video file'),
  };
  if (field.fileOnly === true) return [binary];
  const source = `${key}${SOURCE}`;
  return [
    {
      displayName: `${field.label} Source`,
      name: source,
      type: 'options',
      default: 'url',
      options: [
        { name: 'Binary File', value: 'binary', description: 'A file that an earlier node brought' },
        { name: 'URL', value: 'url', description: 'A link that AssemblyAI can download without signing in' },
      ],
      description: `Where the ${field.label.toLowerCase()} comes from`,
    },
    {
      ...propertyOf(key, field),
      displayName: `${field.label} URL`,
      description: 'A link that leads straight to the file, without a sign-in',
      displayOptions: { show: { [source]: ['url'] } },
    },
    { ...binary, displayOptions: { show: { [source]: ['binary'] } } },
  ];
}

/** Suffixes of the names of a media field's other properties. */
export const SOURCE = '_source';
export const BINARY_FIELD = '_field';

/** A list to choose from, and a place for an ID. */
const pickerOf = ({ placeholder, ...words }: Omit<INodeProperties, 'type' | 'default'>): INodeProperties => ({
  ...words,
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      placeholder: 'Select a transcript...',
      typeOptions: { searchListMethod: 'searchTranscripts', searchable: true },
    },
    { displayName: 'By ID', name: 'id', type: 'string', ...(placeholder !== undefined && { placeholder }) },
  ] satisfies INodePropertyMode[],
});

const rowOf = ({ columns, label }: Extract<Field, { kind: 'rows' }>): INodePropertyCollection => ({
  name: 'rows',
  displayName: label,
  values: Object.entries(columns).map(([key, column]) => propertyOf(key, column)),
});

const textOptions = ({ multiline, secret }: Extract<Field, { kind: 'text' }>): Pick<INodeProperties, 'typeOptions'> =>
  multiline === true ? { typeOptions: { rows: 4 } } : secret === true ? { typeOptions: { password: true } } : {};

const bounds = ({ min, max, whole }: Extract<Field, { kind: 'number' }>): Pick<INodeProperties, 'typeOptions'> => ({
  typeOptions: {
    ...(min !== undefined && { minValue: min }),
    ...(max !== undefined && { maxValue: max }),
    ...(whole === true ? { numberPrecision: 0 } : { numberPrecision: 2 }),
  },
});

/** A switch that nobody added is off, but the host does not know that: what needs it off is hidden while it is on. */
function showing(condition: Condition = {}): Pick<INodeProperties, 'displayOptions'> {
  const wanted = Object.entries(condition).map(
    ([key, value]) => [key, [value].flat() as (string | number | boolean)[]] as const,
  );
  const hide = wanted.filter(([, values]) => values.includes(false)).map(([key]): [string, boolean[]] => [key, [true]]);
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
function sorted(field: Field): INodePropertyOptions[] {
  const options = optionsOf(field).map(nodeOption);
  return options.length < 5 ? options : [...options].sort((a, b) => a.name.localeCompare(b.name));
}

const nodeOption = ({ value, label, help, note }: Option): INodePropertyOptions => {
  const description = [help, note].filter((text) => text !== undefined).join('. ');
  return { name: label, value, ...(description !== '' && { description: alone(description) }) };
};

/** A flag's description begins with "Whether to"; a lone sentence has no period. */
function describe(field: Field): string {
  const { kind, help, note } = field;
  const words = kind === 'flag' ? `Whether to ${help.charAt(0).toLowerCase()}${help.slice(1)}` : help;
  const isOpen = kind === 'openChoice' || (kind === 'choices' && field.open === true);
  const others = isOpen ? 'Another name can be given by an expression.' : undefined;
  return alone([words, unitInWords(field, ['ms']), note, others].filter((text) => text !== undefined).join(' '));
}
