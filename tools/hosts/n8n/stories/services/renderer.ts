import { file, json, type Service } from './service.ts';

/** Draws subtitles into a video: checks both files and returns a "video" that names the number of lines. */
export const renderer: Service = ({ path, headers, body }) => {
  if (path !== '/burn-in') return undefined;
  const parts = partsOf(headers['content-type'] ?? '', body);
  const subtitles = parts.get('subtitles')?.toString('utf8') ?? '';
  if (!subtitles.includes('[V4+ Styles]') || !subtitles.includes('\nDialogue: '))
    return json({ error: 'subtitles is not an ASS file' }, 422);
  if ((parts.get('video')?.byteLength ?? 0) === 0) return json({ error: 'video is empty' }, 422);
  return file(Buffer.from(`video with ${subtitles.split('\nDialogue: ').length - 1} lines`), 'video/mp4');
};

/** The parts of a `multipart/form-data` body, by name. */
function partsOf(contentType: string, body: Buffer): ReadonlyMap<string, Buffer> {
  const [, boundary] = /boundary=(?:"([^"]+)"|(\S+))/.exec(contentType)?.filter((part) => part !== undefined) ?? [];
  const parts = body.toString('latin1').split(`--${boundary ?? ''}`);
  return new Map(
    parts.flatMap((part) => {
      const head = part.indexOf('\r\n\r\n');
      const [, name] = /name="([^"]+)"/.exec(part.slice(0, head)) ?? [];
      return name === undefined ? [] : [[name, Buffer.from(part.slice(head + 4, -2), 'latin1')] as const];
    }),
  );
}
