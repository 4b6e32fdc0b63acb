import { type AnyEntry, type AnyEvent, GROUPS, type GroupId, isForNoWaiting } from './core.ts';
import type { FormPart, InputField, TranscriptPicker } from './form.ts';
import { inFormOrder } from './form-order.ts';
import { fieldsOf } from './media.ts';
import { isChosen, isShown, MORE_SETTINGS, planOf } from './topics.ts';

/** A heading, as the host takes it. */
export interface InputFieldGroup {
  key: string;
  label?: string;
}

/** The group of what a form shows at first sight. It has no heading. */
const FIRST_SIGHT = 'primary';

/** The headings of a form: none for what is at first sight, then one for each topic. */
export const groupsOf = ({ params }: AnyEntry | AnyEvent): InputFieldGroup[] => [
  { key: FIRST_SIGHT },
  ...planOf(params).topics.map((key) => ({ key, label: GROUPS[key].label })),
];

/** Fields of the app itself, in addition to the catalogue's. */
export interface OwnFields {
  /** After the first field. */
  readonly second?: readonly InputField[];
  /** At the end of what is at first sight. */
  readonly last?: readonly FormPart[];
  /** At the end of a topic, or at first sight if the form has no topics. */
  readonly underTopic?: readonly { readonly topic: GroupId; readonly field: InputField }[];
}

/**
 * The form of one entry. A short form shows every field. A long form shows the essential ones, and More Settings, whose
 * topics add the others. A field that depends on another one follows it and appears with it.
 */
export function formOf(
  { params }: AnyEntry | AnyEvent,
  picker?: TranscriptPicker,
  { second = [], last = [], underTopic = [] }: OwnFields = {},
): FormPart[] {
  const plan = planOf(params);
  const { fields, topics, topicOf } = plan;
  const controls = new Set(Object.values(fields).flatMap(({ showWhen = {} }) => Object.keys(showWhen)));
  const keys = Object.keys(fields);
  const native = (key: string, group: string): InputField[] =>
    fieldsOf(key, fields[key]!, picker).map((field) => ({
      ...field,
      group,
      ...(controls.has(key) && { altersDynamicFields: true }),
    }));
  const dependent =
    (key: string): FormPart =>
    (_, { inputData }) =>
      isShown(key, plan, inputData) ? native(key, FIRST_SIGHT) : [];

  const [first, ...others] = inFormOrder(
    keys.filter((key) => topicOf(key) === undefined && !isForNoWaiting(fields[key]!)),
    fields,
  ).map((key): FormPart[] => (fields[key]!.showWhen === undefined ? native(key, FIRST_SIGHT) : [dependent(key)]));
  const delivery = keys.filter((key) => isForNoWaiting(fields[key]!)).map(dependent);
  const start = [...(first ?? []), ...second, ...delivery, ...others.flat()];
  if (topics.length === 0) return [...start, ...underTopic.map(({ field }) => inGroup(field, FIRST_SIGHT)), ...last];

  const ofTopic = Object.fromEntries(
    topics.map((topic) => [
      topic,
      inFormOrder(
        keys.filter((key) => topicOf(key) === topic),
        fields,
      ),
    ]),
  );
  const more: FormPart = (_, { inputData }) =>
    topics
      .filter((topic) => isChosen(topic, inputData))
      .flatMap((topic) => [
        ...ofTopic[topic]!.filter((key) => isShown(key, plan, inputData)).flatMap((key) => native(key, topic)),
        ...underTopic.filter((own) => own.topic === topic).map(({ field }) => inGroup(field, topic)),
      ]);
  return [...start, ...last, moreSettings(topics), more];
}

const inGroup = (field: InputField, group: string): InputField => ({ ...field, group });

const moreSettings = (topics: readonly GroupId[]): InputField => ({
  key: MORE_SETTINGS,
  label: 'More Settings',
  type: 'string',
  list: true,
  helpText: 'Shows the settings of each topic that you choose. The step uses the defaults for all other topics.',
  choices: topics.map((topic) => ({ value: topic, sample: topic, label: GROUPS[topic].label })),
  altersDynamicFields: true,
  group: FIRST_SIGHT,
});
