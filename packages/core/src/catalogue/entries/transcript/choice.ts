import type { TranscriptListItem } from '../../../model.ts';

/** A transcript as one of a list to choose from: its file (or its id, where the file was uploaded), when, and its state. */
export function transcriptChoice({ audio_url, created, id, status }: TranscriptListItem): {
  readonly value: string;
  readonly label: string;
} {
  const about = [created.slice(0, 16).replace('T', ' '), ...(status === 'completed' ? [] : [status])];
  return { value: id, label: `${fileName(audio_url) ?? id} (${about.join(', ')})` };
}

/** Uploads have no name of their own. */
function fileName(audioUrl: string): string | undefined {
  if (!URL.canParse(audioUrl)) return undefined;
  const { hostname, pathname } = new URL(audioUrl);
  const last = pathname.split('/').pop() ?? '';
  if (last === '' || /(^|\.)assemblyai\.com$/.test(hostname)) return undefined;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
