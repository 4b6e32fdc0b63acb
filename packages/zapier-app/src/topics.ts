import { type Field, type Fields, formFields, GROUPS, type GroupId, isForNoWaiting, prominenceOf } from './core.ts';

/** Key of the field that asks whether the step waits for the transcript. */
export const WAIT = 'wait';

/** Key of the field that asks which topics a long form shows. */
export const MORE_SETTINGS = 'more_settings';

/** A form with more fields than this asks the essential ones and shows the others by topic. */
const LONG_FORM = 12;

export type Answers = Readonly<Record<string, unknown>>;

/** What a form offers, and where. */
export interface FormPlan {
  readonly fields: Fields;
  /** The topics of More Settings, in the catalogue's order. None in a short form. */
  readonly topics: readonly GroupId[];
  /** The topic of a field under More Settings; `undefined` if the form does not need one to show it. */
  topicOf(key: string): GroupId | undefined;
}

/**
 * The fields that a form offers, with their topics. In a long form, first sight has what is essential or has no topic,
 * and what is common among the dependents of a switch at first sight.
 */
export function planOf(params: Fields): FormPlan {
  const fields = formFields(params);
  const isLong = Object.keys(fields).length > LONG_FORM;
  const topicOf = (key: string): GroupId | undefined => {
    const field = fields[key]!;
    const { group = 'primary', showWhen } = field;
    if (!isLong || group === 'primary' || isForNoWaiting(field)) return undefined;
    const prominence = prominenceOf(field);
    const follows = prominence === 'common' && showWhen !== undefined;
    return prominence === 'essential' || (follows && Object.keys(showWhen).every((one) => topicOf(one) === undefined))
      ? undefined
      : group;
  };
  const used = new Set(Object.keys(fields).map(topicOf));
  return { fields, topics: (Object.keys(GROUPS) as GroupId[]).filter((group) => used.has(group)), topicOf };
}

/** Whether the step waits for the transcript. It does unless the field is turned off. */
export const isWaiting = (answers: Answers): boolean => !isOff(answers[WAIT]);

/** Whether a topic is chosen under More Settings. */
export const isChosen = (topic: string, answers: Answers): boolean =>
  [answers[MORE_SETTINGS] ?? []]
    .flat()
    .flatMap((chosen) => String(chosen).split(','))
    .some((chosen) => chosen.trim() === topic);

/**
 * Whether the answer to a field counts. The editor keeps the answers of fields that it hides, and a step must do what
 * its form shows: such answers are not sent. Conditions between fields are left to the core, which reads the answers.
 */
export function isInUse(key: string, plan: FormPlan, answers: Answers): boolean {
  const field = plan.fields[key];
  if (field === undefined) return false;
  if (isForNoWaiting(field)) return !isWaiting(answers);
  const topic = plan.topicOf(key);
  return topic === undefined || isChosen(topic, answers);
}

/** Whether the form shows a field for these answers. */
export function isShown(key: string, plan: FormPlan, answers: Answers): boolean {
  return (
    isInUse(key, plan, answers) &&
    Object.entries(plan.fields[key]!.showWhen ?? {}).every(
      ([control, wanted]) => fits(answers[control], wanted) && isShown(control, plan, answers),
    )
  );
}

type Wanted = NonNullable<Field['showWhen']>[string];

/** In the editor, a value of an earlier step is a placeholder: any answer is possible then. */
const fits = (answer: unknown, wanted: Wanted): boolean =>
  /\{\{.*\}\}/.test(String(answer)) ||
  [wanted]
    .flat()
    .some((value) => (typeof value === 'boolean' ? isOn(answer) === value : String(answer) === `${value}`));

const isOn = (answer: unknown): boolean => ['true', '1', 'yes', 'on'].includes(String(answer).toLowerCase());

const isOff = (answer: unknown): boolean => ['false', '0', 'no', 'off'].includes(String(answer).toLowerCase());
