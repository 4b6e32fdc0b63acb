import type { OutputField } from '@aai-connectors/core';
import type { Schema } from './json-schema.ts';

/** A part of a response: what the catalogue calls it, and what is in it. */
export interface Part {
  readonly name: string;
  /** Absent for an object that only contains others. */
  readonly field: OutputField | undefined;
  readonly isList: boolean;
  readonly parts: readonly Part[];
}

interface Draft {
  readonly name: string;
  field: OutputField | undefined;
  isList: boolean;
  readonly parts: Map<string, Draft>;
}

/** The declared parts of a response, where the response has them. */
export function partsOf(output: readonly OutputField[]): readonly Part[] {
  const root = draft('');
  const places = new Map<string, Draft>([['', root]]);
  for (const field of output) {
    const at = field.key.lastIndexOf('.');
    const parent = places.get(field.key.slice(0, Math.max(at, 0)).replace(/\[\]$/, '')) ?? root;
    const own = parent === root ? field.key : field.key.slice(at + 1);
    const paths = [field.from ?? own].flat();
    for (const [index, path] of paths.entries()) {
      const place = placed(parent, path.split('.'));
      place.field = index === 0 ? field : { ...field, label: `${field.label} (${index + 1})` };
      if (field.type === 'list') place.isList = true;
      if (index === 0) places.set(field.key, place);
    }
  }
  return [...root.parts.values()].map(finished);
}

const draft = (name: string): Draft => ({ name, field: undefined, isList: false, parts: new Map() });

function placed(at: Draft, [name = '', ...below]: readonly string[]): Draft {
  // A number leads into a list.
  if (/^\d+$/.test(name)) {
    at.isList = true;
    return below.length === 0 ? at : placed(at, below);
  }
  const there = at.parts.get(name) ?? draft(name);
  at.parts.set(name, there);
  return below.length === 0 ? there : placed(there, below);
}

const finished = ({ parts, ...part }: Draft): Part => ({ ...part, parts: [...parts.values()].map(finished) });

const TYPES: Readonly<Record<OutputField['type'], Schema>> = {
  text: { type: 'string' },
  number: { type: 'number' },
  flag: { type: 'boolean' },
  date: { type: 'string' },
  url: { type: 'string', format: 'uri' },
  file: { type: 'string', format: 'uri' },
  object: { type: 'object', additionalProperties: true },
  list: { type: 'array' },
};

/** The schema of a response with only its declared parts, each with its label. */
export const outputSchema = (output: readonly OutputField[]): Schema => object(partsOf(output));

const object = (parts: readonly Part[]): Schema => ({
  type: 'object',
  properties: Object.fromEntries(parts.map((part) => [part.name, schemaOf(part)])),
});

function schemaOf({ field, isList, parts }: Part): Schema {
  const words = field === undefined ? {} : { title: field.label };
  if (isList) return { ...words, type: 'array', items: parts.length === 0 ? {} : object(parts) };
  if (parts.length > 0) return { ...words, ...object(parts) };
  return { ...words, ...TYPES[field?.type ?? 'object'] };
}
