import type { AnyEntry } from '@aai-connectors/core';

/** Answers in the shape of the host's form: fields that belong to a switch are nested in an object. */
export function formAnswers({ params }: AnyEntry, answers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const form: Record<string, unknown> = {};
  for (const [key, answer] of Object.entries(answers)) {
    const field = params[key];
    const [owner] = Object.keys(field?.showWhen ?? {});
    const value = field?.kind === 'flag' && field.serverDefault === true ? String(answer) : answer;
    if (owner === undefined) form[key] = value;
    else form[`${owner}_settings`] = { ...(form[`${owner}_settings`] as object), [key]: value };
  }
  return form;
}
