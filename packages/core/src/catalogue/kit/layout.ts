import { type Field, type Fields, pathOf, type RowsField } from './fields.ts';
import type { AnyInput, InputOf } from './values.ts';
import { isRecord } from './reading/json.ts';

type Body = Record<string, unknown>;

/** Returns the request body for an input. Contains only the fields that are set. */
export function bodyOf<P extends Fields>(params: P, input: Partial<InputOf<P>>): Body {
  const fields: Fields = params;
  const values: AnyInput = input;
  const body: Body = {};
  const extras: unknown[] = [];
  for (const [key, field] of Object.entries(fields)) {
    const value = values[key];
    if (value === undefined || (field.place ?? 'body') !== 'body') continue;
    if (field.layout === 'merge') extras.push(value);
    else put(body, pathOf(key, field).split('.'), encoded(field, value));
  }
  return extras.reduce<Body>((merged, extra) => (isRecord(extra) ? joined(merged, extra) : merged), body);
}

/** The reverse of {@link bodyOf}: returns the answers in a request body. `null` counts as not set. */
export function answersIn(params: Fields, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(params)) {
    if ((field.place ?? 'body') !== 'body' || field.layout === 'merge') continue;
    const value = get(body, pathOf(key, field).split('.'));
    if (value === undefined || value === null) continue;
    answers[key] = field.layout === 'presence' ? true : value;
  }
  return answers;
}

function encoded(field: Field, value: unknown): unknown {
  if (field.layout === 'presence') return value === true ? {} : undefined;
  if (field.layout === 'map' && field.kind === 'rows') return mapOf(field, value as readonly Body[]);
  return value;
}

/** Joins rows with the same name. */
function mapOf({ columns }: RowsField, rows: readonly Body[]): Body {
  const [name = '', content = ''] = Object.keys(columns);
  const map = new Map<string, unknown>();
  for (const row of rows) {
    const key = String(row[name]);
    const before = map.get(key);
    const value = row[content];
    map.set(
      key,
      Array.isArray(before) && Array.isArray(value) ? [...(before as unknown[]), ...(value as unknown[])] : value,
    );
  }
  return Object.fromEntries(map);
}

function put(body: Body, [name = '', ...below]: readonly string[], value: unknown): void {
  if (value === undefined) return;
  const there = body[name];
  if (below.length > 0) {
    const inner: Body = isRecord(there) ? { ...there } : {};
    put(inner, below, value);
    body[name] = inner;
    return;
  }
  body[name] = isRecord(there) && isRecord(value) ? joined(there, value) : value;
}

function get(body: unknown, [name, ...below]: readonly string[]): unknown {
  if (name === undefined) return body;
  return isRecord(body) && Object.hasOwn(body, name) ? get(body[name], below) : undefined;
}

/** Merges objects recursively; replaces any other value. */
function joined(base: Readonly<Body>, extra: Readonly<Body>): Body {
  const members = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(extra)) {
    const there = members.get(key);
    members.set(key, isRecord(there) && isRecord(value) ? joined(there, value) : value);
  }
  return Object.fromEntries(members);
}
