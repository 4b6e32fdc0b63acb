/**
 * Returns a link that plays `mediaUrl` from `start` to `end` (ms): with a media fragment such as `#t=17.6,21.4`, or with the
 * query parameter `t` in whole seconds for YouTube. Returns `undefined` for an invalid URL. Never throws.
 *
 * Source: W3C Media Fragments URI 1.0, section 4.2.1; `cookbooks.md` C66-C68.
 */
export function momentLink(mediaUrl: string | undefined, start: number, end: number): string | undefined {
  if (mediaUrl === undefined || !URL.canParse(mediaUrl)) return undefined;
  const url = new URL(mediaUrl);
  if (/(^|\.)(youtube\.com|youtu\.be)$/.test(url.hostname)) url.searchParams.set('t', `${Math.floor(start / 1000)}s`);
  else url.hash = `t=${start / 1000},${end / 1000}`;
  return url.href;
}
