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

/** A file as the host gives it. */
interface HostFile {
  readonly filename: string;
  readonly data: Buffer;
}

/** What the person answered, as the core reads it: settings unwrapped, files as bytes, untouched switches left out. */
export function answersOf(
  propsValue: Readonly<Record<string, unknown>>,
  { params }: AnyEntry | AnyEvent,
): Record<string, unknown> {
  const fields: Fields = params;
  const { [SETTINGS]: settings, [MORE]: topics, [WAIT]: wait, ...shown } = propsValue;
  // The builder keeps the settings of a topic that is no longer chosen.
  const isShown = (field: Field | undefined): boolean =>
    Array.isArray(topics) && topics.includes(field?.group) && (wait === false || !isForNoWaiting(field!));
  const chosen = isRecord(settings) ? Object.entries(settings).filter(([key]) => isShown(fields[key])) : [];
  const opened: Record<string, unknown> = { ...shown, ...Object.fromEntries(chosen) };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, field]) => {
      const answer = answerTo(key, field, opened);
      return answer === undefined ? [] : [[key, answer]];
    }),
  );
}

function answerTo(key: string, field: Field, answers: Readonly<Record<string, unknown>>): unknown {
  const answer = answers[key] ?? undefined;
  if (field.kind === 'media') return mediaOf(key, field, answer, answers[key + FILE]);
  if (field.kind === 'flag' && field.serverDefault !== true && !isSwitchedOn(answer)) return undefined;
  // The builder stores an empty object for JSON that nobody wrote.
  if (field.kind === 'json' && typeof answer === 'object' && Object.keys(answer).length === 0) return undefined;
  return answer;
}

/** @throws BadInputError where there is nothing, or too much */
function mediaOf(key: string, { fileOnly }: Extract<Field, { kind: 'media' }>, link: unknown, file: unknown): unknown {
  const given = (fileOnly === true ? link : file) as HostFile | undefined | null;
  const text = fileOnly !== true && typeof link === 'string' ? link.trim() : '';
  if (!given && text === '') {
    const [message, todo] =
      fileOnly === true
        ? ['There is no file', 'Fill it in']
        : ['There is neither a link nor a file', 'Fill in one of them'];
    // The host passes nothing for a file that it could not fetch.
    throw new BadInputError(`${message}.`, {
      field: key,
      hint: `${todo}; if a file is filled in, the platform could not fetch it`,
    });
  }
  if (text !== '' && given) {
    throw new BadInputError('There is both a link and a file.', { field: key, hint: 'Fill in one of them.' });
  }
  if (!given) return audioLink(text);
  const { buffer, byteOffset, byteLength } = given.data;
  return { data: new Uint8Array(buffer, byteOffset, byteLength), name: given.filename };
}
