import { type Field, type Fields, pathOf } from './fields.ts';
import { isRecord } from './reading/json.ts';
import { isTypo, nearest } from './reading/nearest.ts';
import { brief, type Findings, reporterFor } from './reading/findings.ts';

/** A name in a request body: a parameter, an object with parameters, or both. */
interface Known {
  field?: Field;
  readonly below: Map<string, Known>;
}

type Shape = 'value' | 'list' | 'object';

/**
 * Finds parameters that the catalogue does not have. If the name is similar to a known one and the value has the same
 * shape, it is a typo, which the service would reject after the upload: this reports a problem. A parameter outside the
 * object that it belongs to is a problem too. Any other parameter may be newer than the catalogue: this reports a warning.
 */
export function checkNames(fields: Fields, body: Readonly<Record<string, unknown>>, findings: Findings): void {
  const root: Known = { below: new Map() };
  for (const [key, field] of Object.entries(fields)) {
    if ((field.place ?? 'body') !== 'body' || field.layout === 'merge') continue;
    let at = root;
    for (const part of pathOf(key, field).split('.')) {
      const next = at.below.get(part) ?? { below: new Map<string, Known>() };
      at.below.set(part, next);
      at = next;
    }
    at.field = field;
  }
  walk(root, body, '');

  function walk({ below }: Known, values: Readonly<Record<string, unknown>>, prefix: string): void {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) continue;
      const known = below.get(name);
      if (known === undefined) reportUnknown(name, value, below, prefix);
      else if (known.below.size > 0 && isRecord(value)) walk(known, value, `${prefix}${name}.`);
    }
  }

  function reportUnknown(name: string, value: unknown, siblings: ReadonlyMap<string, Known>, prefix: string): void {
    const shown = `${prefix}${brief(name)}`;
    const report = reporterFor(findings, shown);
    // Forms are flat: their keys name nested parameters at the top level.
    if (prefix === '' && Object.hasOwn(fields, name) && fields[name]!.at !== undefined) {
      return report(`${shown} is not a top-level parameter. Set ${pathOf(name, fields[name]!)} instead.`);
    }
    const names = [...siblings.keys()];
    const meant = names.filter(
      (known) => isTypo(name, known) && (value === null || shapeOf(value) === shapeOfKnown(siblings.get(known)!)),
    );
    const like = nearest(name, meant.length > 0 ? meant : names) ?? meant[0];
    const advice = like === undefined ? '' : ` Did you mean ${prefix}${like}?`;
    if (meant.length > 0) report(`There is no parameter ${shown}.${advice}`);
    else report(`${shown} is not a known parameter. It is sent unchanged.${advice}`, 'warn');
  }
}

const shapeOf = (value: unknown): Shape => (Array.isArray(value) ? 'list' : isRecord(value) ? 'object' : 'value');

function shapeOfKnown({ field, below }: Known): Shape {
  if (field === undefined || below.size > 0) return 'object';
  const { kind, layout } = field;
  if (layout === 'map' || layout === 'presence' || kind === 'json') return 'object';
  return kind === 'rows' || kind === 'choices' || kind === 'terms' ? 'list' : 'value';
}
