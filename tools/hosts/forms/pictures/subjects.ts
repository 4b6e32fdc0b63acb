import type { Form } from '../read/form.ts';

/** A form that is worth a picture: the first of its host that fits. */
export interface Subject {
  /** Of the file, without ending. */
  readonly name: string;
  readonly kind: Form['kind'];
  /** What the label must look like. */
  readonly label?: RegExp;
}

export const SUBJECTS: readonly Subject[] = [
  { name: 'transcribe', kind: 'operation', label: /^Transcribe\b/ },
  { name: 'ask-questions', kind: 'operation', label: /\bQuestions\b/ },
  { name: 'summarize', kind: 'operation', label: /^Summarize\b/ },
  { name: 'trigger', kind: 'trigger' },
  { name: 'connection', kind: 'connection' },
];

/** @throws Error if no form fits: then the subject's label has changed */
export function formFor({ name, kind, label = /^/ }: Subject, forms: readonly Form[]): Form {
  const form = forms.find((one) => one.kind === kind && label.test(one.label));
  if (form === undefined) throw new Error(`No ${kind} fits the picture "${name}": see tools/hosts/forms/pictures.`);
  return form;
}
