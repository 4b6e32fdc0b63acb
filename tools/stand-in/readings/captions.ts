import { spanOf, type Span, type Word } from '../audio-model.ts';

export type CaptionFormat = 'srt' | 'vtt';

/** What a caption holds when the request sets no limit; the contract names no default. */
const DEFAULT_CHARS = 80;
const CAPTION_PAUSE_MS = 1500;

/** The words as captions of at most `charsPerCaption` characters; a longer word stands alone. */
export function captions(words: readonly Word[], format: CaptionFormat, charsPerCaption = DEFAULT_CHARS): string {
  const cues = cuesOf(words, charsPerCaption);
  if (format === 'srt') {
    return cues
      .map(({ start, end, text }, at) => `${at + 1}\n${srtTime(start)} --> ${srtTime(end)}\n${text}\n`)
      .join('\n');
  }
  return `WEBVTT\n\n${cues.map(({ start, end, text }) => `${vttTime(start)} --> ${vttTime(end)}\n${text}\n`).join('\n')}`;
}

function cuesOf(words: readonly Word[], charsPerCaption: number): Span[] {
  const cues: Word[][] = [];
  let length = 0;
  for (const word of words) {
    const cue = cues.at(-1);
    const before = cue?.at(-1);
    const fits =
      cue !== undefined &&
      before !== undefined &&
      length + 1 + word.text.length <= charsPerCaption &&
      before.speaker === word.speaker &&
      word.start - before.end < CAPTION_PAUSE_MS;
    if (fits) cue.push(word);
    else cues.push([word]);
    length = fits ? length + 1 + word.text.length : word.text.length;
  }
  return cues.map(spanOf);
}

const two = (value: number): string => String(value).padStart(2, '0');

function clockTime(ms: number): { hours: number; rest: string } {
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = Math.floor(ms / 1000) % 60;
  return { hours, rest: `${two(minutes)}:${two(seconds)}.${String(ms % 1000).padStart(3, '0')}` };
}

function srtTime(ms: number): string {
  const { hours, rest } = clockTime(ms);
  return `${two(hours)}:${rest.replace('.', ',')}`;
}

/** The API leaves out the hours until there are some. */
function vttTime(ms: number): string {
  const { hours, rest } = clockTime(ms);
  return hours === 0 ? rest : `${two(hours)}:${rest}`;
}
