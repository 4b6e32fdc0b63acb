import { HANDOVER, HANDOVER_TOPIC, isLinkOrFile } from '../answers.ts';
import { filesField } from '../files.ts';
import type { FormPart, InputField } from '../form.ts';
import { formOf, type OwnFields } from '../layout.ts';
import { transcriptPicker } from '../picker.ts';
import type { AnyEntry } from '../core.ts';

/** The form of an action: the catalogue's fields, and those of the app. */
export const actionForm = (entry: AnyEntry, { second = [], last = [] }: OwnFields = {}): FormPart[] =>
  formOf(entry, transcriptPicker, {
    second,
    last: [...filesField(entry), ...last],
    underTopic: Object.values(entry.params).some(isLinkOrFile)
      ? [{ topic: HANDOVER_TOPIC, field: HANDOVER_FIELD }]
      : [],
  });

const HANDOVER_FIELD: InputField = {
  key: HANDOVER,
  label: 'Send Audio As',
  type: 'string',
  helpText: "Automatic uploads files and sends links unchanged. Choose Upload if AssemblyAI can't open the link.",
  choices: [
    { value: 'automatic', sample: 'automatic', label: 'Automatic' },
    { value: 'file', sample: 'file', label: 'Upload' },
    { value: 'link', sample: 'link', label: 'Link' },
  ],
};
