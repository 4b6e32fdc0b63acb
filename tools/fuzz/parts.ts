import { formatParts } from './formats/parts.ts';
import { hostileParts } from './hostile/parts.ts';
import { hostLeaks } from './leaks/hosts.ts';
import { jobParts } from './jobs/parts.ts';
import { leakParts } from './leaks/parts.ts';
import type { Part } from './part.ts';
import { hostWebhooks } from './webhooks/hosts.ts';
import { webhookParts } from './webhooks/parts.ts';

/** Zapier's core changes what all of a process uses, `fetch` and timers among it, so it comes last. */
const isZapier = ({ id }: Part): boolean => id.endsWith('/zapier');
const hostParts = [...hostLeaks, ...hostWebhooks];

/** Everything that is attacked, in the order of the table. */
export const PARTS: readonly Part[] = [
  ...leakParts,
  ...formatParts,
  ...hostileParts,
  ...jobParts,
  ...webhookParts,
  ...hostParts.filter((part) => !isZapier(part)),
  ...hostParts.filter(isZapier),
];

/** The parts of an area, or the part with this ID. */
export const partsOf = (only: string | undefined): readonly Part[] =>
  only === undefined ? PARTS : PARTS.filter(({ id }) => id === only || id.startsWith(`${only}/`));
