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
      ? [HANDOVER_FIELD, SOURCES].map((field) => ({ topic: HANDOVER_TOPIC, field }))
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

/** A note that the editor shows and that people can copy. It has no answer. */
const SOURCES: InputField = {
  key: 'audio_sources',
  label: 'Audio Sources',
  type: 'copy',
  helpText: [
    '**Google Drive, Dropbox, OneDrive, Box**: map the file to Audio File.',
    '**Email**: map the attachment to Audio File. Process several attachments one by one with Looping by Zapier.',
    '**Amazon S3, Google Cloud Storage, Azure**: enter a pre-signed link in Audio URL.',
    '**Files above 120 MB**: Zapier cannot pass them. Enter a link in Audio URL that downloads the file without a login.',
  ].join('\n\n'),
};
