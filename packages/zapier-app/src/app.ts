import zapier, { type App } from 'zapier-platform-core';
import packageJson from '../package.json' with { type: 'json' };
import { createOf } from './actions/create.ts';
import { jobOf } from './actions/job.ts';
import { searchOf } from './actions/search.ts';
import { authentication } from './authentication.ts';
import { hydrators } from './files/hydrators.ts';
import { type AnyEntry, type AnyOperation, ENTRIES, EVENTS } from './suite.ts';
import { pollingOf } from './triggers/polling.ts';

/** What only looks things up, and finds none, one or many. A job waits, which no search can. */
const isSearch = (entry: AnyEntry): entry is AnyOperation =>
  entry.kind === 'operation' && (entry.reads === 'one' || entry.reads === 'many');

const byKey = <T extends { readonly key: string }>(parts: readonly T[]): Record<string, T> =>
  Object.fromEntries(parts.map((part) => [part.key, part]));

/** Every operation of the catalogue as an action or a search, and every event that can be looked for as a trigger. */
export const app = {
  version: packageJson.version,
  platformVersion: zapier.version,
  authentication,
  hydrators,
  flags: { cleanInputData: false },
  triggers: byKey(EVENTS.filter(({ delivery }) => delivery === 'polling').map(pollingOf)),
  searches: byKey(ENTRIES.filter(isSearch).map(searchOf)),
  creates: byKey(
    ENTRIES.flatMap((entry) => (entry.kind === 'job' ? [jobOf(entry)] : isSearch(entry) ? [] : [createOf(entry)])),
  ),
} as unknown as App;
