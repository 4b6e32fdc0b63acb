/** Merges `extra` into the parameters, as they are sent. Values of `extra` take precedence. */
export const withExtra = <P extends { readonly extra?: Readonly<Record<string, unknown>> | undefined }>({
  extra,
  ...params
}: P): Omit<P, 'extra'> & Readonly<Record<string, unknown>> => ({ ...params, ...extra });
