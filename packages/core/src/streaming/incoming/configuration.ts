import { sentText } from '../options.ts';
import type { Raw } from './messages.ts';

/** A parameter that the service ignored or changed. Contract: `newer.md` section 4. */
export interface IgnoredParameter {
  readonly parameter: string;
  /** The value that was sent. */
  readonly requested: unknown;
  /** The value that the service uses instead; undefined if it ignores the parameter. */
  readonly used: unknown;
}

/** Parameters that the service does not echo: secrets, and older names, which it echoes under their new names. */
const NOT_ECHOED = /^(webhook_auth|min_end_|keyterms$|language_code$|language$)/;

/** Returns the parameters that `Begin.configuration` does not confirm; none if the service sent no configuration. */
export function ignoredIn(params: Raw, { configuration }: Raw): readonly IgnoredParameter[] {
  if (typeof configuration !== 'object' || configuration === null) return [];
  return Object.entries(params).flatMap(([parameter, requested]) => {
    const used = (configuration as Raw)[parameter];
    const isKept = used === undefined ? !requested : sentText(used) === sentText(requested);
    return isKept || NOT_ECHOED.test(parameter) ? [] : [{ parameter, requested, used }];
  });
}
