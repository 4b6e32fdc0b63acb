import { HANDOVER } from '../answers.ts';
import { type FormPart, formOf, type InputField } from '../form.ts';
import { filesField } from '../files.ts';
import { transcriptPicker } from '../picker.ts';
import type { AnyEntry } from '../core.ts';

/** The catalogue's fields of an entry, with the fields of the host itself behind the first of them. */
export function actionForm(entry: AnyEntry, more: readonly InputField[] = []): FormPart[] {
  const [first, ...others] = formOf(entry, transcriptPicker);
  const own = [...more, ...handoverField(entry), ...filesField(entry)];
  return first === undefined ? own : [first, ...own, ...others];
}

const handoverField = ({ params }: AnyEntry): InputField[] =>
  Object.values(params).some(({ kind, ...field }) => kind === 'media' && !('fileOnly' in field))
    ? [
        {
          key: HANDOVER,
          label: 'Send Audio As',
          type: 'string',
          helpText:
            'A link is handed to AssemblyAI, which downloads it. A file is uploaded, also one behind a link that only you may open.',
          choices: [
            { value: 'automatic', sample: 'automatic', label: 'What fits best' },
            { value: 'file', sample: 'file', label: 'File' },
            { value: 'link', sample: 'link', label: 'Link' },
          ],
          group: 'primary',
        },
      ]
    : [];
