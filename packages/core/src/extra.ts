/** Parameters with those of `extra` beside them, as they are sent: a value of `extra` wins. */
export const withExtra = <P extends { readonly extra?: Readonly<Record<string, unknown>> | undefined }>({
  extra,
  ...params
}: P): Omit<P, 'extra'> & Readonly<Record<string, unknown>> => ({ ...params, ...extra });
