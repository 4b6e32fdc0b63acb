const BUILT = new URL('../../../../packages/zapier-app/dist/index.js', import.meta.url);

/** An action, a search or a trigger. */
interface BuiltPart {
  readonly operation: {
    readonly sample: Readonly<Record<string, unknown>>;
    readonly outputFields: readonly { readonly key?: string }[];
  };
}

/** What the tools read of the app. */
export interface BuiltApp {
  readonly authentication: { readonly connectionLabel: string };
  readonly creates: Readonly<Record<string, BuiltPart>>;
  readonly searches: Readonly<Record<string, BuiltPart>>;
  readonly triggers: Readonly<Record<string, BuiltPart>>;
  readonly searchOrCreates: Readonly<Record<string, { readonly search: string; readonly create: string }>>;
}

/** The app as uploaded to Zapier. */
export const builtApp = async (): Promise<BuiltApp> =>
  ((await import(BUILT.href)) as { readonly default: BuiltApp }).default;
