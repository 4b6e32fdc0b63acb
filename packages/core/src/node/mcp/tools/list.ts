import { listTranscripts as entry } from '../../../catalogue/entries/transcript/list.ts';
import { number } from '../../../catalogue/kit/fields.ts';
import type { TranscriptListItem } from '../../../model.ts';
import { recordingName } from '../reading.ts';
import { linesThatFit, tokensAtMost } from '../tokens.ts';
import { READS, tool } from '../tool.ts';

const [STANDARD, MOST] = [20, 50];

const { status, created_on, before_id, limit } = entry.params;

export const listTranscripts = tool({
  name: entry.id,
  title: entry.label,
  description: entry.help,
  params: {
    limit: number({
      label: limit.label,
      help: `Max number of transcripts to return, up to ${MOST}. Defaults to ${STANDARD}.`,
      whole: true,
      min: 1,
      max: MOST,
      serverDefault: STANDARD,
      source: limit.source,
    }),
    status,
    created_on,
    before_id,
  },
  hints: READS,
  async run({ limit: asked, ...query }, { client, budget }, { signal }) {
    const size = asked ?? STANDARD;
    const { transcripts } = await client.transcripts.list({ ...query, limit: size }, { signal });
    if (transcripts.length === 0) return 'No transcripts match.';
    const lines = transcripts.map(lineOf);
    const more = (id: string): string => `\nFor older ones, call ${entry.id} with before_id ${id}.`;
    const head = 'Newest first: transcript ID, status, date, recording.';
    const count = linesThatFit(lines, budget - tokensAtMost(head + more(transcripts[0]!.id)));
    const last = transcripts[count - 1]!;
    const isAll = count === transcripts.length && transcripts.length < size;
    return `${[head, ...lines.slice(0, count)].join('\n')}${isAll ? '' : more(last.id)}`;
  },
});

function lineOf(item: TranscriptListItem): string {
  const failure = item.status === 'error' && typeof item.error === 'string' ? `, ${item.error.slice(0, 200)}` : '';
  return `${item.id}, ${item.status}, ${item.created.slice(0, 16).replace('T', ' ')}, ${recordingName(item)}${failure}`;
}
