import { BadInputError } from '../errors.ts';

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
  if (text === '') throw refuse('Give the audio: a link or a file.');
  if (!URL.canParse(text))
    throw refuse(
      `"${text.slice(0, 80)}" is not a link.`,
      'A link starts with https://. To use a file, give its bytes.',
    );
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) {
    throw refuse(
      `A link must start with https://, not ${url.protocol}`,
      'For cloud storage make a pre-signed https:// link; of a file give its bytes.',
    );
  }
  if (/(^|\.)(youtube\.com|youtu\.be)$/i.test(url.hostname)) {
    throw refuse(
      'YouTube links are not supported: they lead to a page, not to an audio file.',
      'Give a direct link to the audio or video file.',
    );
  }
  return url.href;
}

const refuse = (message: string, hint?: string): BadInputError =>
  new BadInputError(message, { field: 'audio_url', hint });
