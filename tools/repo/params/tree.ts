import { type Field, type Fields, pathOf } from '@aai-connectors/core';

/** One parameter in the shape of a request: a value, or an object with members. */
export interface Member {
  readonly name: string;
  /** Dotted, from the top of the request. */
  readonly path: string;
  /** Undefined for an object that no field stands for. */
  readonly field: Field | undefined;
  readonly members: readonly Member[];
}

interface Growing {
  field: Field | undefined;
  readonly members: Map<string, Growing>;
}

/** The fields of a form, nested as in the request. Fields without a name in the request are left out. */
export function treeOf(fields: Fields, place: 'body' | 'query' = 'body'): readonly Member[] {
  const root: Growing = { field: undefined, members: new Map() };
  for (const [key, field] of Object.entries(fields)) {
    if ((field.place ?? 'body') !== place || field.layout === 'merge') continue;
    let at = root;
    for (const part of pathOf(key, field).split('.')) {
      const inner = at.members.get(part) ?? { field: undefined, members: new Map<string, Growing>() };
      at.members.set(part, inner);
      at = inner;
    }
    at.field = field;
  }
  return membersOf(root, '');
}

const membersOf = ({ members }: Growing, prefix: string): readonly Member[] =>
  [...members].map(([name, inner]) => ({
    name,
    path: `${prefix}${name}`,
    field: inner.field,
    members: membersOf(inner, `${prefix}${name}.`),
  }));
