import type { Bundle, ZObject } from 'zapier-platform-core';
import { columnKey } from './form.ts';
import { openLink } from './link.ts';
import { isChosen, isInUse, planOf } from './topics.ts';
import {
  type AnyEntry,
  type AnyEvent,
  type AudioFile,
  audioLink,
  BadInputError,
  type Field,
  type Fields,
  type GroupId,
} from './core.ts';

/** Key of the field that asks how the audio reaches the service. The host gives every file as a link. */
export const HANDOVER = 'send_as';

/** The topic of More Settings that has this field. */
export const HANDOVER_TOPIC: GroupId = 'advanced';

/** `link` if the service downloads the audio, `file` if the app uploads it. */
export type Handover = 'automatic' | 'link' | 'file';

/** Whether a field takes a link as well as a file. */
export const isLinkOrFile = (field: Field): boolean => field.kind === 'media' && field.fileOnly !== true;

/** The answers that the core reads: those of the fields in use, with files opened on demand. */
export function answersOf(z: ZObject, { inputData }: Bundle, { params }: AnyEntry | AnyEvent): Record<string, unknown> {
  const plan = planOf(params);
  const isAsked = plan.topics.length === 0 || isChosen(HANDOVER_TOPIC, inputData);
  const handover = String((isAsked && inputData[HANDOVER]) || 'automatic') as Handover;
  return Object.fromEntries(
    Object.entries(plan.fields).flatMap(([key, field]) =>
      key in inputData && isInUse(key, plan, inputData)
        ? [[key, answerTo(z, key, field, inputData[key], handover)]]
        : [],
    ),
  );
}

function answerTo(z: ZObject, key: string, field: Field, value: unknown, handover: Handover): unknown {
  if (field.kind === 'media') return mediaOf(z, key, field, value, handover);
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

/** The host gives files as private links that expire soon. The app uploads those. */
function mediaOf(
  z: ZObject,
  key: string,
  { fileOnly }: Extract<Field, { kind: 'media' }>,
  value: unknown,
  handover: Handover,
): unknown {
  if (typeof value !== 'string' || value.trim() === '') return value;
  const url = value.trim();
  if (!/^https?:\/\//i.test(url)) {
    throw new BadInputError('Audio must be a file or a link that starts with `https://`.', { field: key });
  }
  const isUpload = fileOnly === true || handover === 'file' || (handover !== 'link' && isOfHost(url));
  return isUpload ? fileAt(z, url) : audioLink(url);
}

const isOfHost = (url: string): boolean =>
  URL.canParse(url) &&
  /(^|\.)(?:zapier\.com|zapier-dev-files\.s3\.amazonaws\.com|zapierusercontent\.com)$/i.test(new URL(url).hostname);

/** The file behind a link, streamed to the upload. Every attempt opens the link again, which also gives its name. */
function fileAt(z: ZObject, url: string): AudioFile {
  const file: { data: AudioFile['data']; name?: string } = {
    async data() {
      const { body, disposition } = await openLink(z, url);
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
