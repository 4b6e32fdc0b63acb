const BUILT = new URL('../../../../packages/zapier-app/dist/index.js', import.meta.url);

/** An action, a search or a trigger. */
interface BuiltPart {
  readonly operation: { readonly sample: Readonly<Record<string, unknown>> };
}

/** What the tools read of the app. */
export interface BuiltApp {
  readonly creates: Readonly<Record<string, BuiltPart>>;
  readonly searches: Readonly<Record<string, BuiltPart>>;
  readonly triggers: Readonly<Record<string, BuiltPart>>;
}

/** The app as uploaded to Zapier. */
export const builtApp = async (): Promise<BuiltApp> =>
  ((await import(BUILT.href)) as { readonly default: BuiltApp }).default;
