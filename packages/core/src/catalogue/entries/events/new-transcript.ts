import { isEnded } from '../../../client/wait.ts';
import { isDeleted, notDeleted } from '../../../deleted.ts';
import type { TranscriptListItem } from '../../../model.ts';
import { choice } from '../../kit/fields.ts';
import { event } from '../../kit/entry.ts';
import { transcriptSample } from '../../samples/transcript.ts';
import { transcriptOutput } from '../transcript/output.ts';
import { outcomes } from '../../vocabulary/choices.ts';

/** One page: enough for what is finished between two looks, and one request. */
const PAGE = 100;

/** Most pages of a look, for those who say what they know. */
const PAGES = 10;

export const newTranscript = event({
  id: 'new_transcript',
  resource: 'transcript',
  delivery: 'polling',
  label: 'New Transcript',
  action: 'When there is a new transcript',
  help: 'Happens when a transcript of your account is done, however it was started; brings the whole transcript.',
  params: {
    outcome: choice({
      prominence: 'essential',
      label: 'Outcome',
      help: 'Which transcripts to hear of. Without a choice, of both.',
      options: outcomes,
      place: 'local',
      source: 'rest-supplement.md 2',
    }),
  },
  effect: 'read',
  async poll({ client, input: { outcome }, isKnown, signal }) {
    const found: TranscriptListItem[] = [];
    const pages = isKnown === undefined ? 1 : PAGES;
    let before_id: string | undefined;
    for (let page = 0; page < pages; page++) {
      const { transcripts } = await client.transcripts.list({ limit: PAGE, status: outcome, before_id }, { signal });
      found.push(...transcripts.filter((one) => isEnded(one) && !isDeleted(one)));
      // The list goes by when a transcript was started: what is still being worked on may hide what is done behind it.
      const isOld = transcripts.every((one) => isDeleted(one) || (isEnded(one) && isKnown?.(one.id) === true));
      if (transcripts.length < PAGE || isOld) break;
      before_id = transcripts.at(-1)!.id;
    }
    return found;
  },
  load: async ({ client, transcriptId, signal }) => notDeleted(await client.transcripts.get(transcriptId, { signal })),
  output: transcriptOutput,
  gives: 'transcript',
  sample: transcriptSample,
  source: 'rest.md 7, rest-supplement.md 2',
});
