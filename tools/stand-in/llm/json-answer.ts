/** Something that satisfies a plain JSON Schema, its strings taken from `quotes` in turn. */
export function instanceOf(schema: unknown, quotes: readonly string[]): unknown {
  const left = [...quotes];
  return make(schema, 0);

  function make(part: unknown, depth: number): unknown {
    // A schema may refer to itself; nobody needs an answer that deep.
    if (typeof part !== 'object' || part === null || depth > 10) return null;
    const { type, properties, items, enum: values, const: only } = part as Record<string, unknown>;
    if (only !== undefined) return only;
    if (Array.isArray(values)) return values[0];
    switch (Array.isArray(type) ? type[0] : type) {
      case 'object':
        return Object.fromEntries(
          Object.entries((properties ?? {}) as object).map(([name, member]) => [name, make(member, depth + 1)]),
        );
      case 'array':
        return [make(items, depth + 1)];
      case 'string':
        return left.shift() ?? '';
      case 'number':
      case 'integer':
        return 0;
      case 'boolean':
        return false;
      default:
        return null;
    }
  }
}
