import { BadInputError, isPrivate } from '@aai-connectors/core';
import { isSafeUrl } from '@langchain/core/utils/ssrf';

/**
 * Checks a URL that a model chose. It must be public and use https, unless the program allows it. Paths are refused.
 *
 * @throws BadInputError with a message that a model can act on
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
        ? 'Use a public https:// URL of an audio or video file. Local files and private addresses are not allowed.'
        : 'Use a URL that this application allows.',
  });
}

/** IPv6 literals are refused: they may be private, and recordings are not shared that way. */
const isPublic = (url: URL): boolean => !url.hostname.startsWith('[') && !isPrivate(url.href) && isSafeUrl(url.href);
