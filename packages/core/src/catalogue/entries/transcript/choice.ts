import type { Client } from '../../../client/types.ts';
import { isDeleted } from '../../../deleted.ts';
import type { TranscriptListItem } from '../../../model.ts';

/** A transcript as an option of a list. The label has the file name (the ID if the file was uploaded), date, and status. */
export function transcriptChoice({ audio_url, created, id, status }: TranscriptListItem): {
  readonly value: string;
  readonly label: string;
} {
  const about = [created.slice(0, 16).replace('T', ' '), ...(status === 'completed' ? [] : [status])];
  return { value: id, label: `${fileName(audio_url) ?? id} (${about.join(', ')})` };
}

/** The name of a linked file. Uploaded files have no name. */
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

/** Number of transcripts on a page. */
const PAGE = 50;

/** A page of transcripts as options of a list. */
export interface TranscriptChoices {
  readonly choices: readonly ReturnType<typeof transcriptChoice>[];
  /** Cursor of the next page; `undefined` on the last page. */
  readonly next: string | undefined;
}

/**
 * Lists the transcripts of the account as options, newest first, without deleted ones.
 *
 * @param after `next` of the previous page
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
    choices: transcripts.filter((item) => !isDeleted(item)).map(transcriptChoice),
    next: transcripts.length === PAGE ? transcripts.at(-1)!.id : undefined,
  };
}
