/**
 * Stands for `zod` in the bundle. The framework describes its own metadata with schemas when it loads, and never reads
 * them again: the platform checks a piece with its own copy. The real library would be more than half of the bundle.
 */

/** What only a real schema can do. */
const CHECKS: readonly PropertyKey[] = ['parse', 'safeParse', 'parseAsync', 'safeParseAsync'];

type Schema = (...parts: readonly unknown[]) => unknown;

/** A schema that can be combined with others, and refuses to check a value. */
const schema: Schema = new Proxy<Schema>(() => undefined, {
  apply: () => schema,
  get(_, name) {
    if (CHECKS.includes(name)) throw new Error('This bundle has no schemas to check values with.');
    return typeof name === 'symbol' ? undefined : schema;
  },
});

export const z = schema;
