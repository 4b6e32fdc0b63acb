import { isLink } from '../../client/source.ts';
import { cleanText } from '../../formats/text.ts';
import type { Fields } from './fields.ts';
import { isRecord } from './reading/json.ts';
import type { AnyInput } from './values.ts';

/**
 * Name of the audio file that an input has, such as `call.wav`: the name of the file, else the last part of the link.
 * Absent for bytes without a name, and for links that end in no file name, such as share links.
 *
 * @param input as `readInput` returns it, or the answers of a form with their files
 */
export function inputFileName({ params }: { readonly params: Fields }, input: AnyInput): string | undefined {
  for (const [key, { kind }] of Object.entries(params)) {
    const media = kind === 'media' ? input[key] : undefined;
    const name = isLink(media) ? audioFileName(media) : isRecord(media) ? baseName(media['name']) : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The last part of a web address if it is the name of a file. Uploads to the service have random names, which are none. */
export function audioFileName(link: unknown): string | undefined {
  const text = link instanceof URL ? link.href : cleanText(link);
  if (!URL.canParse(text)) return undefined;
  const { hostname, pathname, protocol } = new URL(text);
  if (!/^https?:$/.test(protocol) || /(^|\.)assemblyai\.com$/.test(hostname)) return undefined;
  const name = baseName(decoded(pathname));
  return name !== undefined && /[^.]\.[\p{L}\p{N}]{1,5}$/u.test(name) ? name : undefined;
}

const baseName = (path: unknown): string | undefined => {
  const name = cleanText(cleanText(path).split(/[\\/]/).at(-1));
  return name === '' ? undefined : name;
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
