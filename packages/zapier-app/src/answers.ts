import type { Bundle, ZObject } from 'zapier-platform-core';
import { columnKey } from './form.ts';
import { type Advice, openLink } from './link.ts';
import { recordingIn } from './media.ts';
import { isChosen, isInUse, planOf } from './topics.ts';
import {
  type AnyEntry,
  type AnyEvent,
  type AudioFile,
  audioLink,
  type Field,
  type Fields,
  type GroupId,
  type MediaField,
} from './core.ts';

/** Key of the field that asks how the audio reaches the service. */
export const HANDOVER = 'send_as';

/** The topic of More Settings that has this field. */
export const HANDOVER_TOPIC: GroupId = 'advanced';

/** `link` if the service downloads the audio, `file` if the app uploads it. */
export type Handover = 'automatic' | 'link' | 'file';

/** Whether a field takes a link as well as a file. */
export const isLinkOrFile = (field: Field): boolean => field.kind === 'media' && field.fileOnly !== true;

/**
 * The answers that the core reads: those of the fields in use, with files opened on demand.
 *
 * @throws BadInputError if a recording is missing, given twice, or not a link
 */
export function answersOf(z: ZObject, { inputData }: Bundle, { params }: AnyEntry | AnyEvent): Record<string, unknown> {
  const plan = planOf(params);
  const isAsked = plan.topics.length === 0 || isChosen(HANDOVER_TOPIC, inputData);
  const handover = String((isAsked && inputData[HANDOVER]) || 'automatic') as Handover;
  return Object.fromEntries(
    Object.entries(plan.fields).flatMap(([key, field]): [string, unknown][] => {
      if (!isInUse(key, plan, inputData)) return [];
      if (field.kind === 'media') {
        const media = mediaOf(z, key, field, inputData, handover);
        return media === undefined ? [] : [[key, media]];
      }
      return key in inputData ? [[key, answerTo(key, field, inputData[key])]] : [];
    }),
  );
}

function answerTo(key: string, field: Field, value: unknown): unknown {
  if (field.kind === 'rows' && Array.isArray(value)) return value.map((row: unknown) => rowOf(key, field.columns, row));
  return value;
}

/** A row with the catalogue's keys of its columns. */
const rowOf = (key: string, columns: Fields, row: unknown): unknown =>
  typeof row !== 'object' || row === null
    ? row
    : Object.fromEntries(
        Object.keys(columns).flatMap((column) => {
          const answer = (row as Readonly<Record<string, unknown>>)[columnKey(key, column)];
          return answer === undefined ? [] : [[column, answer]];
        }),
      );

/** Files are uploaded, because their links expire soon. A link of the user goes to the service unchanged. */
function mediaOf(
  z: ZObject,
  key: string,
  field: MediaField,
  inputData: Readonly<Record<string, unknown>>,
  handover: Handover,
): AudioFile | string | undefined {
  const recording = recordingIn(key, field, inputData);
  if (recording === undefined) return undefined;
  const { from, url, advice } = recording;
  const isUpload = field.fileOnly === true || (handover === 'automatic' ? from === 'file' : handover === 'file');
  return isUpload ? fileAt(z, url, advice) : audioLink(url);
}

/** The file behind a link, streamed to the upload. Every attempt opens the link again, which also gives its name. */
function fileAt(z: ZObject, url: string, advice: Advice): AudioFile {
  const file: { data: AudioFile['data']; name?: string } = {
    async data() {
      const { body, disposition } = await openLink(z, url, advice);
      Object.assign(file, nameGivenBy(disposition));
      return body;
    },
    ...nameIn(new URL(url).pathname),
  };
  return file;
}

/** The name that a download is given, in either way of RFC 6266. */
function nameGivenBy(disposition: string | undefined): { readonly name?: string } {
  const [, encoded] = /filename\*=(?:utf-8|iso-8859-1)'[^']*'([^;\s]+)/i.exec(disposition ?? '') ?? [];
  const [, quoted, bare] = /filename=(?:"([^"]*)"|([^;\s]+))/i.exec(disposition ?? '') ?? [];
  return nameIn(encoded ?? quoted ?? bare ?? '');
}

/** The last part of a path, if it has an ending. */
function nameIn(path: string): { readonly name?: string } {
  const last = path.split('/').pop() ?? '';
  const name = decoded(last)
    .replace(/[\p{Cc}"\\/]+/gu, ' ')
    .trim();
  return /.\.\w{1,5}$/.test(name) ? { name } : {};
}

/** A name may contain a percent sign that is not an escape. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
