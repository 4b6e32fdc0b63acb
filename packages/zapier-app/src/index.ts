import { defineApp, version } from 'zapier-platform-core';
import packageJson from '../package.json' with { type: 'json' };
import { createOf } from './actions/create.ts';
import { findOf } from './actions/find.ts';
import { jobOf } from './actions/job.ts';
import { searchOf } from './actions/search.ts';
import { credential } from './credential.ts';
import { underDeadline } from './deadline.ts';
import { hydrators } from './hydrators.ts';
import type { AnyEntry, AnyOperation } from './core.ts';
import { OPERATIONS, POLLED } from './operations.ts';
import { FINDER } from './picker.ts';
import { choices } from './triggers/choices.ts';
import { pollingOf } from './triggers/polling.ts';

/** Whether an operation looks records up. A job waits, which a search cannot do. */
const isSearch = (entry: AnyEntry): entry is AnyOperation =>
  entry.kind === 'operation' && (entry.reads === 'one' || entry.reads === 'many');

const byKey = <T extends { readonly key: string }>(parts: readonly T[]): Record<string, T> =>
  Object.fromEntries(parts.map((part) => [part.key, part]));

/** The operations as actions and searches, and the events that can be polled as triggers. */
const app = defineApp({
  version: packageJson.version,
  platformVersion: version,
  authentication: credential,
  hydrators,
  flags: { cleanInputData: false },
  triggers: byKey([...POLLED.map(pollingOf), choices]),
  searches: byKey(OPERATIONS.filter(isSearch).map((entry) => (entry.id === FINDER ? findOf(entry) : searchOf(entry)))),
  creates: byKey(
    OPERATIONS.flatMap((entry) => (entry.kind === 'job' ? [jobOf(entry)] : isSearch(entry) ? [] : [createOf(entry)])),
  ),
  searchOrCreates: {
    // The host requires the key of the search.
    [FINDER]: {
      key: FINDER,
      display: {
        label: 'Find or Create Transcript',
        description: 'Finds a transcript, or transcribes the audio if none matches.',
      },
      search: FINDER,
      create: 'transcribe',
    },
  },
});

/** Each function that Zapier calls ends in time. */
export default underDeadline(app);
