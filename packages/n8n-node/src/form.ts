import type {
  INodeProperties,
  INodePropertyCollection,
  INodePropertyMode,
  INodePropertyOptions,
  NodeParameterValueType,
} from 'n8n-workflow';
import { alone, byName } from './names.ts';
import { type Condition, type Field, type Option, optionsOf, unitInWords } from './core.ts';

/** The default of a form has the type of its field. */
const valueOf = (start: unknown): NodeParameterValueType => start as NodeParameterValueType;

/** n8n's review expects every visible number to start with one: the service's default, or the example. */
const startOf = ({
  default: start,
  example,
  serverDefault,
  min,
}: Extract<Field, { kind: 'number' }>): NodeParameterValueType =>
  valueOf(start) ?? serverDefault ?? (typeof example === 'number' ? example : undefined) ?? min ?? 0;

/** The service's default if it is on the list, or the first choice. */
const startOfChoice = ({ serverDefault, options }: Extract<Field, { kind: 'choice' | 'openChoice' }>): string =>
  (options.find(({ value }) => value === serverDefault) ?? options[0])?.value ?? '';

/** A field as n8n shows it. */
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
        default: valueOf(field.default) ?? startOfChoice(field),
        options: sorted(field),
      };
    case 'choices':
      return { ...words, type: 'multiOptions', default: valueOf(field.default) ?? [], options: sorted(field) };
    case 'terms':
      return {
        ...words,
        type: 'string',
        default: valueOf(field.default) ?? [],
        typeOptions: { multipleValues: true, multipleValueButtonText: addOne(field) },
      };
    case 'rows':
      return {
        ...words,
        type: 'fixedCollection',
        default: {},
        placeholder: addOne(field),
        typeOptions: { multipleValues: true },
        options: [rowOf(field)],
      };
    case 'media':
      return { ...words, type: 'string', default: '', placeholder: 'e.g. https://example.com/recording.mp3' };
    case 'json':
      return { ...words, type: 'json', default: valueOf(field.default) ?? (field.shape === 'array' ? '[]' : '{}') };
  }
}

/**
 * A link, or a file in a binary field of the item: the source decides which field is shown. n8n refuses to run a node with
 * an empty required field, so the link is not required if the item may have a file.
 */
export function mediaOf(key: string, field: Extract<Field, { kind: 'media' }>): INodeProperties[] {
  const binary: INodeProperties = {
    displayName: 'Input Binary Field',
    name: `${key}${BINARY_FIELD}`,
    type: 'string',
    default: 'data',
    required: true,
    placeholder: 'e.g. data',
    hint: 'The name of the input field containing the binary file data to be processed',
    description: alone(
      field.fileOnly === true ? field.help : 'Name of the binary field that contains the audio or video file',
    ),
  };
  if (field.fileOnly === true) return [binary];
  const source = `${key}${SOURCE}`;
  const url: INodeProperties = {
    ...propertyOf(key, field),
    displayName: `${field.label} URL`,
    description: 'Direct link to the audio or video file, accessible without signing in',
  };
  return [
    {
      displayName: `${field.label} Source`,
      name: source,
      type: 'options',
      default: AUTOMATIC,
      options: [
        {
          name: 'Automatic',
          value: AUTOMATIC,
          description: 'The audio or video file of the input item. Without a file, the URL.',
        },
        { name: 'Binary File', value: 'binary', description: 'A file from a previous node' },
        { name: 'URL', value: 'url', description: 'A link that AssemblyAI can download without signing in' },
      ],
      description: `Where to get the ${field.label.toLowerCase()} from`,
    },
    {
      ...url,
      required: false,
      hint: 'Used if the input item has no file',
      displayOptions: { show: { [source]: [AUTOMATIC] } },
    },
    { ...url, displayOptions: { show: { [source]: ['url'] } } },
    { ...binary, displayOptions: { show: { [source]: ['binary'] } } },
  ];
}

/** Suffixes of the names of a media field's other parameters. */
export const SOURCE = '_source';
export const BINARY_FIELD = '_field';

/** The source that depends on the item. */
export const AUTOMATIC = 'automatic';

/** A list to choose a transcript from, and a field for its ID. What is required starts with the ID of the input item. */
const pickerOf = ({ placeholder, ...words }: Omit<INodeProperties, 'type' | 'default'>): INodeProperties => ({
  ...words,
  type: 'resourceLocator',
  default: words.required === true ? { mode: 'id', value: '={{ $json.id }}' } : { mode: 'list', value: '' },
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

/** The label of the button that adds an item to a list. */
const addOne = ({ label }: Field): string => (label.endsWith('s') ? `Add ${label.slice(0, -1)}` : 'Add Item');

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

/** n8n does not know that a switch nobody added is off: what needs it off is hidden while it is on. */
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

/** n8n's review asks for options in alphabetical order, from five on. Shortcuts stay first. */
function sorted(field: Field): INodePropertyOptions[] {
  const options = optionsOf(field);
  const nodeOptions = options.map(nodeOption);
  if (options.length < 5) return nodeOptions;
  const shortcuts = field.kind === 'openChoice' ? (field.shortcuts ?? []).map(({ value }) => value) : [];
  const isShortcut = ({ value }: INodePropertyOptions): boolean => shortcuts.includes(String(value));
  return [...nodeOptions.filter(isShortcut), ...nodeOptions.filter((option) => !isShortcut(option)).sort(byName)];
}

const nodeOption = ({ value, label, help }: Option): INodePropertyOptions => ({
  name: label,
  value,
  ...(help !== undefined && { description: alone(help) }),
});

/** The description of a switch begins with "Whether to". A single sentence has no period. */
function describe(field: Field): string {
  const { kind, help } = field;
  const words = kind === 'flag' ? `Whether to ${help.charAt(0).toLowerCase()}${help.slice(1)}` : help;
  const isOpen = kind === 'openChoice' || (kind === 'choices' && field.open === true);
  const others = isOpen ? 'To use a value that is not on the list, enter an expression.' : undefined;
  return alone([words, unitInWords(field, ['ms']), others].filter((text) => text !== undefined).join(' '));
}
