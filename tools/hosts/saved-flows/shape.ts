/**
 * An output as the paths that later steps can read, each with its type: `utterances[].speaker: string`. Items of a list
 * count together.
 */
export function shapeOf(output: unknown): readonly string[] {
  const lines = new Set<string>();
  const add = (value: unknown, path: string): void => {
    const at = path === '' ? '.' : path;
    if (Array.isArray(value)) {
      lines.add(`${at}: list`);
      for (const item of value) add(item, `${path}[]`);
    } else if (typeof value === 'object' && value !== null) {
      lines.add(`${at}: object`);
      for (const [key, member] of Object.entries(value)) add(member, path === '' ? key : `${path}.${key}`);
    } else if (value !== undefined) lines.add(`${at}: ${value === null ? 'null' : typeof value}`);
  };
  add(output, '');
  return [...lines].sort();
}

/**
 * What of an earlier shape a later one lacks. A path that was `null` may have any type, because a step that reads it was
 * written for a value that can be missing.
 */
export function lostIn(earlier: readonly string[], later: readonly string[]): readonly string[] {
  const known = new Set(later);
  const paths = new Set(later.map(pathOf));
  return earlier.filter((line) => !known.has(line) && !(line.endsWith(': null') && paths.has(pathOf(line))));
}

const pathOf = (line: string): string => line.slice(0, line.lastIndexOf(': '));
