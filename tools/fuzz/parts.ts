import { formatParts } from './formats/parts.ts';
import { hostileParts } from './hostile/parts.ts';
import { jobParts } from './jobs/parts.ts';
import { leakParts } from './leaks/parts.ts';
import type { Part } from './part.ts';
import { webhookParts } from './webhooks/parts.ts';

/** Everything that is attacked, in the order of the table. */
export const PARTS: readonly Part[] = [...leakParts, ...formatParts, ...hostileParts, ...jobParts, ...webhookParts];

/** The parts of an area, or the one part. */
export const partsOf = (only: string | undefined): readonly Part[] =>
  only === undefined ? PARTS : PARTS.filter(({ id }) => id === only || id.startsWith(`${only}/`));
