import { BadInputError, type Field, type MediaField } from './core.ts';
import { fieldOf, type InputField, type TranscriptPicker } from './form.ts';
import type { Advice } from './link.ts';

/**
 * A recording is two fields here. The host fetches every link in a field of type `file` and passes a private link that
 * expires instead, up to about 120 MB. A link of the user therefore needs a field of type `string`.
 */
interface MediaNames {
  readonly file: { readonly key: string; readonly label: string };
  readonly link: { readonly key: string; readonly label: string };
}

/** A recording that a step got. */
export interface Recording {
  /** `file` if the host stores it, `link` if it is the user's own link. */
  readonly from: keyof MediaNames;
  readonly url: string;
  /** What to do if its bytes cannot be read. */
  readonly advice: Advice;
}

/** The host's fields for a field of the catalogue: two for a recording, one for everything else. */
export function fieldsOf(key: string, field: Field, picker?: TranscriptPicker): InputField[] {
  if (field.kind !== 'media') return [fieldOf(key, field, picker)];
  const { file, link } = mediaNames(key, field);
  return [
    { ...file, type: 'file', helpText: 'Map a file from Google Drive, Dropbox, or an email. Up to about 120 MB.' },
    {
      ...link,
      type: 'string',
      helpText:
        field.fileOnly === true
          ? 'Enter a public link instead. The step downloads the file and uploads it.'
          : 'Enter a public or pre-signed link instead, such as to Amazon S3. Up to 5 GB.',
      ...(typeof field.example === 'string' && { placeholder: field.example }),
    },
  ];
}

/**
 * The recording among the answers. `undefined` if the field is optional and both of its fields are empty.
 *
 * @throws BadInputError if both are filled in, if a required recording is missing, or if a value is not one web link
 */
export function recordingIn(
  key: string,
  field: MediaField,
  answers: Readonly<Record<string, unknown>>,
): Recording | undefined {
  const { file, link } = mediaNames(key, field);
  const given = { file: textOf(answers[file.key]), link: textOf(answers[link.key]) };
  if (given.file !== '' && given.link !== '') {
    throw new BadInputError(`${file.label} and ${link.label} are both filled in.`, {
      field: key,
      hint: 'Clear one of them.',
    });
  }
  if (given.file !== '') {
    return { from: 'file', url: fileLink(key, file.label, given.file), advice: fileAdvice(field, link.label) };
  }
  if (given.link !== '') {
    return { from: 'link', url: webLink(key, link.label, given.link), advice: linkAdvice(field, link.label) };
  }
  if (field.required !== true) return undefined;
  throw new BadInputError(`${file.label} and ${link.label} are both empty.`, {
    field: key,
    hint: `Map a file to ${file.label}, or enter a link in ${link.label}.`,
  });
}

const fileAdvice = ({ fileOnly }: MediaField, label: string): Advice => ({
  expired: 'Links to files expire. Map the file from an earlier step of this Zap.',
  slow: fileOnly === true ? INSTEAD : `Enter a link in ${label} instead.`,
});

const linkAdvice = ({ fileOnly }: MediaField, label: string): Advice => ({
  expired: `Check that the link in ${label} has not expired and opens without a login.`,
  slow: fileOnly === true ? INSTEAD : 'Set Send Audio As to Automatic. AssemblyAI then downloads the file.',
});

/** The service downloads the audio only in this action. */
const INSTEAD = 'Enter a link in Audio URL of Transcribe Audio instead.';

function mediaNames(key: string, { label }: Pick<MediaField, 'label'>): MediaNames {
  const stem = key.replace(/_url$/, '');
  return {
    file: { key: stem === key ? key : `${stem}_file`, label: /\bfile$/i.test(label) ? label : `${label} File` },
    link: { key: stem === key ? `${key}_url` : key, label: `${label} URL` },
  };
}

const textOf = (answer: unknown): string =>
  answer === undefined || answer === null ? '' : (typeof answer === 'string' ? answer : JSON.stringify(answer)).trim();

function fileLink(key: string, label: string, url: string): string {
  // The host joins the items of a list with commas.
  if (/,\s*https?:\/\//i.test(url)) {
    throw new BadInputError(`${label} has more than one file.`, {
      field: key,
      hint: 'Map one file, or process the files one by one with Looping by Zapier.',
    });
  }
  if (isWebLink(url)) return url;
  throw new BadInputError(`${label} is not a file.`, {
    field: key,
    hint: 'Map a file from an earlier step of this Zap.',
  });
}

function webLink(key: string, label: string, url: string): string {
  if (isWebLink(url)) return url;
  throw new BadInputError(`${label} must be a link that starts with \`https://\`.`, { field: key });
}

const isWebLink = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);
