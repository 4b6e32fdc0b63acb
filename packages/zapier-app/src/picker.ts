import type { Bundle, FieldDynamicChoices, ZObject } from 'zapier-platform-core';
import { clientFor } from './client.ts';
import { transcriptChoices } from './core.ts';
import { guarded } from './errors.ts';

/** The transcripts of the account as choices, newest first, one page at a time. */
export const transcriptPicker: FieldDynamicChoices = {
  perform: guarded(async (z: ZObject, bundle: Bundle) => {
    // The first page has no token, or an empty one.
    const after = bundle.meta.paging_token || undefined;
    const { choices, next } = await transcriptChoices(clientFor(z, bundle), after);
    return { results: choices.map(({ label, value }) => ({ id: value, label })), paging_token: next ?? null };
  }),
};
