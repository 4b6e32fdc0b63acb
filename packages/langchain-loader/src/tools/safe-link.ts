import { BadInputError, isPrivate } from '@aai-connectors/core';
import { isSafeUrl } from '@langchain/core/utils/ssrf';

/**
 * A link that a model came up with: public and encrypted, or one the program allows. Never a path.
 *
 * @throws BadInputError in words that a model can act on
 */
export function safeLink(link: string, allowUrl: ((url: URL) => boolean) | undefined): string {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) {
    if (allowUrl === undefined ? isPublic(url) : allowUrl(url)) return url.href;
  }
  throw new BadInputError(`"${link.slice(0, 200)}" cannot be transcribed.`, {
    field: 'url',
    hint:
      allowUrl === undefined
        ? 'Give a public link to an audio or video file that starts with https://; files of this machine are out of reach.'
        : 'This link is not allowed here.',
  });
}

/** An address in numbers and colons could be any machine's, and nobody's recordings are linked that way. */
const isPublic = (url: URL): boolean => !url.hostname.startsWith('[') && !isPrivate(url.href) && isSafeUrl(url.href);
