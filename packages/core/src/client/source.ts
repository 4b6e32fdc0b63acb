import { badInput } from '../errors.ts';

/** Whether the audio is a URL rather than bytes. */
export const isLink = (source: unknown): source is string | URL => typeof source === 'string' || source instanceof URL;

/**
 * The link in the form that AssemblyAI accepts.
 *
 * @throws BadInputError if it is not a web URL, or if it is a known page without audio. Contract: `rest.md` section 3.
 */
export function audioLink(source: string | URL): string {
  const text = String(source).trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw badInput(
      'audio_url',
      `"${text.slice(0, 80)}" is not a link that starts with https://.`,
      'Pass the bytes of a file, or a pre-signed link to cloud storage.',
    );
  }
  if (/(^|\.)(youtube\.com|youtu\.be)$/i.test(url.hostname)) {
    throw badInput('audio_url', 'YouTube links lead to a web page, not to audio.', 'Use a direct link to the file.');
  }
  return url.href;
}
