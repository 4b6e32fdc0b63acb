import { assemblyAiAuth } from './credential.ts';
import { type InputPropertyMap, Property } from './host-values.ts';
import {
  type AnyEntry,
  type AnyEvent,
  conditionInWords,
  type Field,
  type Fields,
  formFields,
  GROUPS,
  type GroupId,
  isForNoWaiting,
  optionsOf,
  prominenceOf,
  unitInWords,
} from './core.ts';
import { MORE, SETTINGS } from './names.ts';
import { transcriptPicker } from './picker.ts';

type Prop = InputPropertyMap[string];

/** Suffix of the property that takes a file instead of a URL. */
export const FILE = '_file';

/** Properties of this platform in addition to the fields of the catalogue. */
export interface HostProps {
  /** How the step runs. Shown after its input. */
  readonly how?: InputPropertyMap;
  /** What the step outputs. Shown after the essential fields. */
  readonly output?: InputPropertyMap;
}

/** Number of optional fields above which a form shows them by topic. */
const MANY_FIELDS = 8;

/**
 * The form of an entry: its input, how the step runs, the other essential fields, the output, and then the other fields.
 * A long form shows the other fields by topic, after the topic is selected.
 */
export function propsOf({ params }: AnyEntry | AnyEvent, { how = {}, output = {} }: HostProps = {}): InputPropertyMap {
  const fields = formFields(params);
  const entries = Object.entries(fields);
  const isInput = ([, field]: Asked): boolean => field.required === true && field.showWhen === undefined;
  const isEssential = (asked: Asked): boolean => !isInput(asked) && prominenceOf(asked[1]) === 'essential';
  const others = byProminence(entries.filter((asked) => !isInput(asked) && !isEssential(asked)));
  const isLong = others.length > MANY_FIELDS;
  const atOnce = isLong ? others.filter(([, field]) => groupOf(field) === 'primary') : others;
  const shown = (list: readonly Asked[]): [string, Prop][] => list.flatMap(([key, field]) => own(key, field, fields));
  return {
    ...Object.fromEntries(shown(entries.filter(isInput))),
    ...how,
    ...Object.fromEntries(shown(entries.filter(isEssential))),
    ...output,
    ...Object.fromEntries(shown(atOnce)),
    ...(isLong &&
      topicProps(
        others.filter((asked) => !atOnce.includes(asked)),
        fields,
      )),
  };
}

type Asked = readonly [key: string, field: Field];

const groupOf = ({ group = 'primary' }: Field): GroupId => group;

const byProminence = (list: readonly Asked[]): readonly Asked[] => {
  const rank = ([, field]: Asked): number => (prominenceOf(field) === 'rare' ? 1 : 0);
  return [...list].sort((a, b) => rank(a) - rank(b));
};

/** A choice of topics and the fields of the selected ones: one request to the engine, however long the form is. */
function topicProps(list: readonly Asked[], fields: Fields): InputPropertyMap {
  const topics = (Object.keys(GROUPS) as GroupId[]).filter((group) =>
    list.some(([, field]) => groupOf(field) === group),
  );
  return {
    [MORE]: Property.StaticMultiSelectDropdown({
      displayName: 'More Settings',
      description: 'Select topics to show their settings.',
      required: false,
      options: { options: topics.map((group) => ({ label: GROUPS[group].label, value: group })) },
    }),
    [SETTINGS]: Property.DynamicProperties({
      auth: assemblyAiAuth,
      displayName: 'Settings',
      description: 'Settings of the selected topics.',
      required: false,
      refreshers: [MORE],
      props: (answers) => {
        const selected: unknown = answers[MORE];
        const isSelected = (field: Field): boolean => Array.isArray(selected) && selected.includes(groupOf(field));
        return Promise.resolve(
          Object.fromEntries(
            topics.flatMap((group) =>
              list
                .filter(([, field]) => groupOf(field) === group && isSelected(field))
                .map(([key, field]) => [key, propOf(field, fields)] as const),
            ),
          ),
        );
      },
    }),
  };
}

/** Audio gets two properties, a URL and a file, because a file property would load a linked file into memory. */
function own(key: string, field: Field, fields: Fields): [string, Prop][] {
  if (field.kind !== 'media') return [[key, propOf(field, fields)]];
  const file = Property.File({
    displayName: field.fileOnly === true ? field.label : `${field.label} File`,
    description: field.fileOnly === true ? field.help : 'Audio or video file to use instead of a URL.',
    required: field.fileOnly === true,
  });
  if (field.fileOnly === true) return [[key, file]];
  const link = Property.ShortText({
    displayName: `${field.label} URL`,
    description:
      'Direct link to the audio or video file. The link must work without signing in. Required unless you use a file.',
    required: false,
  });
  return [
    [key, link],
    [key + FILE, file],
  ];
}

export const isSwitchedOn = (answer: unknown): boolean => answer === true || answer === 'true';

/** The property for a field. Its description ends with the condition, the note and the example. */
export function propOf(field: Field, siblings: Fields = {}): Prop {
  const conditions = [
    ...(field.showWhen === undefined ? [] : [conditionInWords(field.showWhen, siblings)]),
    ...(isForNoWaiting(field) ? ['the step does not wait for the transcript'] : []),
  ];
  const condition = conditions.length === 0 ? undefined : `Used only when ${conditions.join(' and ')}.`;
  const words = {
    displayName: field.label,
    description: [helpOf(field), unitOf(field), condition, field.note, exampleOf(field)]
      .filter((text) => text !== undefined)
      .join(' '),
    // The builder requires an answer whether or not the condition holds.
    required: field.required === true && field.showWhen === undefined,
    ...(field.default !== undefined && { defaultValue: field.default as never }),
  };
  return property(field, words);
}

/** Properties have no placeholder, so the description shows the example. */
function exampleOf(field: Field): string | undefined {
  const isText = field.kind === 'text' && field.multiline !== true && field.format !== 'transcript';
  if (field.example === undefined || !(isText || field.kind === 'json')) return undefined;
  return `Example: ${field.kind === 'json' ? JSON.stringify(field.example) : String(field.example)}`;
}

/** The unit as a sentence, unless the help names it. */
function unitOf(field: Field): string | undefined {
  const sentence = unitInWords(field, ['ms', 's', 'tokens']);
  const unit = sentence?.replace(/^In |\.$/g, '');
  return unit === undefined || field.help.includes(unit) ? undefined : sentence;
}

const helpOf = ({ kind, help }: Field): string =>
  kind === 'flag' ? `${help.charAt(0).toUpperCase()}${help.slice(1)}` : help;

function property(field: Field, words: { displayName: string; description: string; required: boolean }): Prop {
  switch (field.kind) {
    case 'text':
      if (field.format === 'transcript') return Property.Dropdown({ ...words, ...transcriptPicker });
      return field.multiline === true ? Property.LongText(words) : Property.ShortText(words);
    case 'number':
      return Property.Number(words);
    case 'flag':
      // An untouched checkbox looks as if it is off, so a setting that is on by default gets a dropdown.
      return field.serverDefault === true
        ? Property.StaticDropdown({ ...words, options: { options: ON_OFF } })
        : Property.Checkbox(words);
    case 'choice':
    case 'openChoice':
      return Property.StaticDropdown({ ...words, options: choicesOf(field) });
    case 'choices':
      return Property.StaticMultiSelectDropdown({ ...words, options: choicesOf(field) });
    case 'terms':
      return field.format === 'transcript'
        ? Property.MultiSelectDropdown({ ...words, ...transcriptPicker })
        : Property.Array(words);
    case 'rows':
      return Property.Array({
        ...words,
        properties: Object.fromEntries(
          Object.entries(field.columns).map(([key, column]) => [key, columnOf(column)]),
        ) as never,
      });
    case 'media':
      return Property.File(words);
    case 'json':
      return Property.Json(words);
  }
}

/** Rows cannot contain lists, so a list in a row is one text. */
const columnOf = (column: Field): Prop =>
  column.kind === 'terms'
    ? Property.ShortText({
        displayName: column.label,
        description: `${column.help} Separate values with commas.`,
        required: column.required === true,
      })
    : propOf(column);

const ON_OFF = [
  { label: 'On', value: 'true' },
  { label: 'Off', value: 'false' },
];

const choicesOf = (field: Field): { options: { label: string; value: string }[] } => ({
  options: optionsOf(field).map(({ label, value }) => ({ label, value })),
});
