import { type AnyEntry, formFields, prominenceOf } from '@aai-connectors/core';

/** Number of optional fields up to which a form shows them without topics. */
const FEW_FIELDS = 8;

/** Answers in the shape of the platform's form: fields of a topic are in `settings`, and their topic is selected. */
export function formAnswers({ params }: AnyEntry, answers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const optional = Object.values(formFields(params)).filter((field) => prominenceOf(field) !== 'essential');
  const form: Record<string, unknown> = {};
  const topics = new Set<string>();
  const settings: Record<string, unknown> = {};
  for (const [key, answer] of Object.entries(answers)) {
    const field = params[key];
    const group = field?.group ?? 'primary';
    const value = field?.kind === 'flag' && field.serverDefault === true ? String(answer) : answer;
    const isAtOnce = optional.length <= FEW_FIELDS || group === 'primary';
    if (field === undefined || isAtOnce || prominenceOf(field) === 'essential') form[key] = value;
    else {
      topics.add(group);
      settings[key] = value;
    }
  }
  return topics.size === 0 ? form : { ...form, more_settings: [...topics], settings };
}
