import { BadInputError } from '../../errors.ts';
import type { SpeakerNaming } from '../../formats/speakers.ts';
import type { Clock } from '../../host-io.ts';
import { memoryJournal } from '../../journal/memory.ts';
import { sleep } from '../../web/fetch-io.ts';
import { createUsage } from '../usage.ts';
import { createLibrary, type Library } from './library.ts';
import type { McpOptions } from './options.ts';
import { budgetOf, MAX_TOKENS } from './tokens.ts';
import { createWorks, type Works } from './works.ts';

type Filled = 'client' | 'folders' | 'journal' | 'usage' | 'waitMs';

type Given = { readonly [K in Filled]-?: NonNullable<McpOptions[K]> } & Pick<McpOptions, 'allowUrl' | 'model'>;

/** What all tools share, over all connections. */
export interface Desk extends Given {
  readonly clock: Clock;
  readonly naming: SpeakerNaming;
  readonly library: Library;
  readonly works: Works;
  /** Tokens of an answer. */
  readonly budget: number;
  /** Secrets to remove from everything that is returned. */
  readonly secrets: readonly string[];
  /** Fires when the server ends. */
  readonly closing: AbortSignal;
}

const DEFAULT_WAIT_MS = 50_000;
const LEAST_TOKENS = 1_000;

/** @throws BadInputError for a number out of range */
export function createDesk(options: McpOptions, closing: AbortSignal): Desk {
  const { client, apiKey, speakerNames, folders = [], allowUrl, model } = options;
  const { waitMs = DEFAULT_WAIT_MS, maxTokens = MAX_TOKENS } = options;
  checkLeast('waitMs', waitMs, 0);
  checkLeast('maxTokens', maxTokens, LEAST_TOKENS);
  const clock = options.clock ?? { now: Date.now, sleep };
  return {
    ...{ client, clock, folders, allowUrl, model, waitMs, closing },
    journal: options.journal ?? memoryJournal(),
    usage: options.usage ?? createUsage(),
    naming: { speakerNames },
    library: createLibrary(client, clock),
    works: createWorks({ clock, waitMs }),
    budget: budgetOf(maxTokens),
    secrets: apiKey === undefined || apiKey.trim() === '' ? [] : [apiKey.trim()],
  };
}

function checkLeast(field: string, value: number, least: number): void {
  if (Number.isFinite(value) && value >= least) return;
  throw new BadInputError(`${field} must be a number of at least ${least}, not ${String(value)}.`, { field });
}
