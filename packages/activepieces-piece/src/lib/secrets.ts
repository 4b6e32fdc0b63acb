import { ENTRIES, isRecord, secretsIn } from './core.ts';
import { SETTINGS } from './names.ts';

/** The part of a context that holds secrets. */
export interface Secretive {
  readonly auth?: { readonly props?: { readonly api_key?: string } } | undefined;
  readonly propsValue?: Readonly<Record<string, unknown>>;
}

/** Name of the property that holds the secret of a webhook trigger. */
export const WEBHOOK_SECRET = 'secret';

/** What neither a result nor an error may hold: the key, the secret of a trigger, and what forms declare to be secret. */
export function secretsOf({ auth, propsValue = {} }: Secretive): string[] {
  const settings = propsValue[SETTINGS];
  const answers: Record<string, unknown> = { ...(isRecord(settings) && settings), ...propsValue };
  const own = [auth?.props?.api_key?.trim(), answers[WEBHOOK_SECRET]];
  return [
    ...own.filter((secret) => typeof secret === 'string'),
    ...ENTRIES.flatMap(({ params }) => secretsIn(params, answers)),
  ];
}
