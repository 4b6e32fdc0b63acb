import { ENTRIES, isRecord, secretsIn } from './core.ts';
import { SETTINGS } from './names.ts';

/** The part of a context that contains secrets. */
export interface SecretSource {
  readonly auth?: { readonly props?: { readonly api_key?: string }; readonly secret_text?: string } | undefined;
  readonly propsValue?: Readonly<Record<string, unknown>>;
}

/** Key of the property for the secret of a webhook trigger. */
export const WEBHOOK_SECRET = 'secret';

/** Values to remove from results and errors: the API key, the secret of a trigger, and the secret fields of forms. */
export function secretsOf({ auth, propsValue = {} }: SecretSource): string[] {
  const settings = propsValue[SETTINGS];
  const answers: Record<string, unknown> = { ...(isRecord(settings) && settings), ...propsValue };
  const own = [(auth?.props?.api_key ?? auth?.secret_text)?.trim(), answers[WEBHOOK_SECRET]];
  return [
    ...own.filter((secret) => typeof secret === 'string'),
    ...ENTRIES.flatMap(({ params }) => secretsIn(params, answers)),
  ];
}
