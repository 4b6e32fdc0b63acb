import type { Raw } from './messages.ts';

/** A parameter that the service did not take as it was asked for. Contract: `newer.md` section 4. */
export interface IgnoredParameter {
  readonly parameter: string;
  readonly asked: unknown;
  /** What the service uses instead; undefined if it ignores the parameter. */
  readonly used: unknown;
}

/** Secrets, which are not echoed, and older names, which are echoed under their new ones. */
const NOT_ECHOED = /^(webhook_auth|min_end_|keyterms$|language_code$|language$)/;

/** The parameters that `Begin.configuration` does not confirm; none if the service sent no configuration. */
export function ignoredIn(params: Raw, { configuration }: Raw): readonly IgnoredParameter[] {
  if (typeof configuration !== 'object' || configuration === null) return [];
  return Object.entries(params).flatMap(([parameter, asked]) => {
    const used = (configuration as Raw)[parameter];
    const isKept =
      used === undefined ? !asked : JSON.stringify(used) === JSON.stringify(asked) || String(used) === String(asked);
    return isKept || NOT_ECHOED.test(parameter) ? [] : [{ parameter, asked, used }];
  });
}
