import { type Bundle, defineTrigger, type Trigger, type ZObject } from 'zapier-platform-core';
import { clientFor } from '../client.ts';
import { KNOWN, RESOURCES, transcriptChoices } from '../core.ts';
import { guarded } from '../errors.ts';
import { CHOICES } from '../picker.ts';

/** The transcripts of the account as choices of a field, newest first, one page at a time. It starts no Zap. */
export const choices: Trigger = defineTrigger({
  key: CHOICES,
  noun: RESOURCES.transcript.label,
  display: {
    label: 'Transcript Choices',
    description: 'Triggers when the list of transcripts changes.',
    hidden: true,
  },
  operation: {
    type: 'polling',
    canPaginate: true,
    sample: { id: KNOWN.transcriptId, label: 'Meeting.mp3 (2026-01-31 09:30)' },
    perform: guarded(async (z: ZObject, bundle: Bundle) => {
      const isFirst = (bundle.meta?.page ?? 0) === 0;
      const after = isFirst ? '' : await z.cursor.get();
      if (!isFirst && !after) return [];
      const page = await transcriptChoices(clientFor(z, bundle), after || undefined);
      // The last page ends with an empty cursor, because the host keeps the old one otherwise.
      await z.cursor.set(page.next ?? '');
      return page.choices.map(({ label, value }) => ({ id: value, label }));
    }),
  },
});
