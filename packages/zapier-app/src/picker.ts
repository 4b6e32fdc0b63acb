import type { Bundle, ZObject } from 'zapier-platform-core';
import { guarded } from './errors.ts';
import type { TranscriptPicker } from './form.ts';
import { clientFor } from './client.ts';
import { transcriptChoice } from './core.ts';

/** Transcripts in one page of the list. */
const PAGE = 50;

/** The transcripts of the account, newest first. The page after this one begins behind its last transcript. */
export const transcriptPicker: TranscriptPicker = {
  perform: guarded(async (z: ZObject, bundle: Bundle) => {
    const before = bundle.meta.paging_token ?? '';
    const { transcripts } = await clientFor(z, bundle).transcripts.list({
      limit: PAGE,
      ...(before !== '' && { before_id: before }),
    });
    return {
      results: transcripts.map(transcriptChoice).map(({ label, value }) => ({ id: value, label })),
      paging_token: transcripts.length === PAGE ? transcripts.at(-1)!.id : null,
    };
  }),
};
