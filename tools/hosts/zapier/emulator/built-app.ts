const BUILT = new URL('../../../../packages/zapier-app/dist/index.js', import.meta.url);

/** What the tools read of the app. */
export interface BuiltApp {
  readonly searches: Readonly<Record<string, object>>;
}

/** The app as it is uploaded. */
export const builtApp = async (): Promise<BuiltApp> =>
  ((await import(BUILT.href)) as { readonly default: BuiltApp }).default;
