import { badInput } from '../errors.ts';

/** Whether audio is given by its address, not by its bytes. */
export const isLink = (source: unknown): source is string | URL => typeof source === 'string' || source instanceof URL;

/**
 * The link as the vendor can use it.
 *
 * @throws BadInputError for what is not a web address, and for pages that are known not to be audio.
 *   Contract: `rest.md` section 3.
 */
export function audioLink(source: string | URL): string {
  const text = String(source).trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw badInput(
      'audio_url',
      `"${text.slice(0, 80)}" is not a link that starts with https://.`,
      'For a file, give its bytes. For cloud storage, give a pre-signed link.',
    );
  }
  if (/(^|\.)(youtube\.com|youtu\.be)$/i.test(url.hostname)) {
    throw badInput('audio_url', 'YouTube links lead to a page.', 'Give a direct link to the file.');
  }
  return url.href;
}
