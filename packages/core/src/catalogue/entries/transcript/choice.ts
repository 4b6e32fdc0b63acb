import type { Client } from '../../../client/types.ts';
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

/** Transcripts in one page of a list to choose from. */
const PAGE = 50;

/** A page of transcripts to choose from. */
export interface TranscriptChoices {
  readonly choices: readonly ReturnType<typeof transcriptChoice>[];
  /** What the next page begins behind; absent on the last one. */
  readonly next: string | undefined;
}

/**
 * The transcripts of the account to choose from, newest first.
 *
 * @param after `next` of the page before
 * @throws AssemblyAIError
 */
export async function transcriptChoices(
  client: Pick<Client, 'transcripts'>,
  after?: string,
): Promise<TranscriptChoices> {
  const { transcripts } = await client.transcripts.list({
    limit: PAGE,
    ...(after !== undefined && { before_id: after }),
  });
  return {
    choices: transcripts.map(transcriptChoice),
    next: transcripts.length === PAGE ? transcripts.at(-1)!.id : undefined,
  };
}
