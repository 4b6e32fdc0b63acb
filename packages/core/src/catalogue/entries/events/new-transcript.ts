import { isEnded } from '../../../client/wait.ts';
import { isDeleted, notDeleted } from '../../../deleted.ts';
import type { TranscriptListItem } from '../../../model.ts';
import { choice } from '../../kit/fields.ts';
import { event } from '../../kit/entry.ts';
import { transcriptSample } from '../../samples/transcript.ts';
import { transcriptOutput } from '../transcript/output.ts';
import { outcomes } from '../../vocabulary/choices.ts';

/** Size of a page: one request covers the transcripts that finish between two polls. */
const PAGE = 100;

/** Maximum number of pages per poll, for hosts that pass `isKnown` or `reachMs`. */
const PAGES = 10;

export const newTranscript = event({
  id: 'new_transcript',
  resource: 'transcript',
  delivery: 'polling',
  label: 'New Transcript',
  action: 'On new transcript',
  help: 'Triggers when any transcript in your account is finished. Returns the full transcript.',
  params: {
    outcome: choice({
      prominence: 'essential',
      label: 'Outcome',
      help: 'Which results start the workflow. Leave empty for both.',
      options: outcomes,
      place: 'local',
      source: 'rest-supplement.md 2',
    }),
  },
  effect: 'read',
  async poll({ client, input: { outcome }, isKnown, reachMs, signal }) {
    const found: TranscriptListItem[] = [];
    const pages = isKnown === undefined && reachMs === undefined ? 1 : PAGES;
    let before_id: string | undefined;
    let newestMs: number | undefined;
    for (let page = 0; page < pages; page++) {
      const { transcripts } = await client.transcripts.list({ limit: PAGE, status: outcome, before_id }, { signal });
      found.push(...transcripts.filter((one) => isEnded(one) && !isDeleted(one)));
      // The list is sorted by creation date, so a transcript in progress can come before finished ones.
      if (transcripts.length < PAGE) break;
      newestMs ??= Date.parse(transcripts[0]!.created);
      const isOld =
        reachMs === undefined
          ? transcripts.every((one) => isDeleted(one) || (isEnded(one) && isKnown?.(one.id) === true))
          : newestMs - Date.parse(transcripts.at(-1)!.created) >= reachMs;
      if (isOld) break;
      before_id = transcripts.at(-1)!.id;
    }
    return found;
  },
  feed: {
    async page({ client, before: before_id, size: limit, signal }) {
      return (await client.transcripts.list({ limit, before_id }, { signal })).transcripts;
    },
    stateOf(record, { outcome }) {
      if (isDeleted(record)) return 'excluded';
      if (!isEnded(record)) return 'pending';
      return outcome === undefined || record.status === outcome ? 'happened' : 'excluded';
    },
  },
  load: async ({ client, transcriptId, signal }) => notDeleted(await client.transcripts.get(transcriptId, { signal })),
  output: transcriptOutput,
  gives: 'transcript',
  sample: transcriptSample,
  source: 'rest.md 7, rest-supplement.md 2',
});
