import { FILE, isSwitchedOn } from './form.ts';
import { MORE, SETTINGS, WAIT } from './names.ts';
import {
  type AnyEntry,
  type AnyEvent,
  audioLink,
  BadInputError,
  type Field,
  type Fields,
  isForNoWaiting,
  isRecord,
} from './core.ts';

/** A file as the platform passes it. */
interface HostFile {
  readonly filename: string;
  readonly data: Buffer;
}

/**
 * The answers of a form as the core reads them: files as bytes, and no checkbox that is off. Settings count only if
 * their topic is selected, and delivery settings only if the step does not wait.
 *
 * @throws BadInputError if the audio is missing or provided twice
 */
export function answersOf(
  propsValue: Readonly<Record<string, unknown>>,
  { params }: AnyEntry | AnyEvent,
): Record<string, unknown> {
  const fields: Fields = params;
  const { [SETTINGS]: settings, [MORE]: topics, [WAIT]: wait, ...shown } = propsValue;
  // The builder keeps the settings of a topic after the topic is removed.
  const isSelected = (key: string): boolean => Array.isArray(topics) && topics.includes(fields[key]?.group);
  const selected = isRecord(settings) ? Object.entries(settings).filter(([key]) => isSelected(key)) : [];
  const opened: Record<string, unknown> = { ...shown, ...Object.fromEntries(selected) };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, field]) => {
      if (isForNoWaiting(field) && wait !== false) return [];
      const answer = answerTo(key, field, opened);
      return answer === undefined ? [] : [[key, answer]];
    }),
  );
}

function answerTo(key: string, field: Field, answers: Readonly<Record<string, unknown>>): unknown {
  const answer = answers[key] ?? undefined;
  if (field.kind === 'media') return mediaOf(key, field, answer, answers[key + FILE]);
  if (field.kind === 'flag' && field.serverDefault !== true && !isSwitchedOn(answer)) return undefined;
  // The builder stores an empty object for JSON that was left empty.
  if (field.kind === 'json' && typeof answer === 'object' && Object.keys(answer).length === 0) return undefined;
  return answer;
}

/** @throws BadInputError if there is neither a URL nor a file, or both */
function mediaOf(
  key: string,
  { fileOnly, label }: Extract<Field, { kind: 'media' }>,
  link: unknown,
  file: unknown,
): unknown {
  const labels = [`${label} URL`, `${label} File`] as const;
  const given = (fileOnly === true ? link : file) as HostFile | undefined | null;
  const text = fileOnly !== true && typeof link === 'string' ? link.trim() : '';
  if (!given && text === '') {
    const [message, todo] =
      fileOnly === true
        ? ['No file was provided.', `Fill in ${label}.`]
        : ['Neither a URL nor a file was provided.', `Fill in ${labels.join(' or ')}.`];
    // The platform passes nothing for a file that it could not download.
    throw new BadInputError(message, { field: key, hint: `${todo} ${NOT_DOWNLOADED}` });
  }
  if (text !== '' && given) {
    throw new BadInputError('Both a URL and a file were provided.', {
      field: key,
      hint: `Fill in either ${labels.join(' or ')}.`,
    });
  }
  if (!given) return audioLink(text);
  const { buffer, byteOffset, byteLength } = given.data;
  return { data: new Uint8Array(buffer, byteOffset, byteLength), name: given.filename };
}

const NOT_DOWNLOADED = 'If the file is filled in, Activepieces could not download it.';
