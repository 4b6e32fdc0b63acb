import { Readable } from 'node:stream';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { columnKey } from './form.ts';
import {
  type AnyEntry,
  type AnyEvent,
  type AudioFile,
  audioLink,
  BadInputError,
  type Field,
  type Fields,
} from './core.ts';

/** Key of the field that says how a file gets to the service; ours, since the host gives every file as a link. */
export const HANDOVER = 'send_as';

/** `link` where the service can fetch the file by itself, `file` where it is uploaded. */
export type Handover = 'automatic' | 'link' | 'file';

/** What the person answered, as the core reads it: the entry's own fields only, with files ready to be read. */
export function answersOf(z: ZObject, { inputData }: Bundle, { params }: AnyEntry | AnyEvent): Record<string, unknown> {
  const fields = Object.entries(params);
  const handover = String(inputData[HANDOVER] ?? 'automatic') as Handover;
  return Object.fromEntries(
    fields.flatMap(([key, field]) =>
      key in inputData ? [[key, answerTo(z, key, field, inputData[key], handover)]] : [],
    ),
  );
}

function answerTo(z: ZObject, key: string, field: Field, value: unknown, handover: Handover): unknown {
  if (field.kind === 'media') return mediaOf(z, key, field, value, handover);
  if (field.kind === 'rows' && Array.isArray(value)) return value.map((row: unknown) => rowOf(key, field.columns, row));
  return value;
}

/** A row with its columns' own keys. */
const rowOf = (key: string, columns: Fields, row: unknown): unknown =>
  typeof row !== 'object' || row === null
    ? row
    : Object.fromEntries(
        Object.keys(columns).flatMap((column) => {
          const answer = (row as Readonly<Record<string, unknown>>)[columnKey(key, column)];
          return answer === undefined ? [] : [[column, answer]];
        }),
      );

/** The host gives files as links of its own, which are private and end soon: those are uploaded. */
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
    throw new BadInputError('Audio must be a file or a link that starts with https://.', { field: key });
  }
  const isUpload = fileOnly === true || handover === 'file' || (handover !== 'link' && isOfHost(url));
  return isUpload ? fileAt(z, url) : audioLink(url);
}

const isOfHost = (url: string): boolean =>
  URL.canParse(url) &&
  /(^|\.)(?:zapier\.com|zapier-dev-files\.s3\.amazonaws\.com|zapierusercontent\.com)$/i.test(new URL(url).hostname);

/** The file behind a link, read as it is sent. Opened again for every attempt; its name is known from then on. */
function fileAt(z: ZObject, url: string): AudioFile {
  const file: { data: AudioFile['data']; name?: string } = { data: open, ...nameIn(new URL(url).pathname) };
  return file;

  async function open(): Promise<AsyncIterable<Uint8Array>> {
    const response = await z.request({ url, raw: true, skipThrowForStatus: true });
    if (response.status >= 300) {
      throw new BadInputError(`The file could not be read: its link answered ${response.status}.`, {
        hint: 'Links to files end after a while; take the file from a step of this Zap.',
      });
    }
    Object.assign(file, nameGivenBy(response.getHeader('content-disposition')));
    return Readable.from(response.body);
  }
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
  const name = URL.canParse(`https://host/${last}`) && !/%(?![\da-f]{2})/i.test(last) ? decodeURIComponent(last) : last;
  return /.\.\w{1,5}$/.test(name) ? { name } : {};
}
