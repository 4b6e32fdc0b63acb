const BUILT = new URL('../../../../packages/zapier-app/dist/index.js', import.meta.url);

/** The app as it is uploaded. */
export const builtApp = async (): Promise<object> =>
  ((await import(BUILT.href)) as { readonly default: object }).default;
