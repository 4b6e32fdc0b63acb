const BUILT = new URL('../../../../packages/zapier-app/dist/index.js', import.meta.url);

/** The parts of the app that the tools read. */
export interface BuiltApp {
  readonly searches: Readonly<Record<string, object>>;
  readonly creates: Readonly<Record<string, object>>;
}

/** The app as uploaded to Zapier. */
export const builtApp = async (): Promise<BuiltApp> =>
  ((await import(BUILT.href)) as { readonly default: BuiltApp }).default;
