import { type Field, type Fields, optionsOf, pathOf } from '@aai-connectors/core';
import { type Described, newer } from './descriptions.ts';

interface Offered {
  readonly path: string;
  readonly field: Field;
  /** A switch or row of the catalogue that represents an object of the API. */
  readonly isContainer: boolean;
}

/** Everything a form sends, by where it goes. */
const offeredBy = (fields: Fields): Offered[] =>
  Object.entries(fields).flatMap(([key, field]) => {
    if (field.place === 'local' || field.layout === 'merge') return [];
    const path = pathOf(key, field);
    const columns =
      field.kind === 'rows' && field.layout !== 'map'
        ? Object.entries(field.columns).map(([column, inner]) => ({
            path: `${path}[].${column}`,
            field: inner,
            isContainer: false,
          }))
        : [];
    return [{ path, field, isContainer: field.layout === 'presence' }, ...columns];
  });

/**
 * How the forms and the descriptions differ, one line each. A line starts with its kind, so that an exception names
 * exactly one difference.
 */
export function drift(fields: Fields, spec: readonly Described[]): string[] {
  const offered = offeredBy(fields);
  const lines = [...spec.flatMap((described) => lackOf(described)), ...offered.flatMap((one) => excessOf(one))];
  return [...new Set(lines)];

  function lackOf(described: Described): string[] {
    const { path, isContainer, values = [], min, max, required } = described;
    const own = offered.find((one) => one.path === path);
    if (own === undefined) {
      const isCovered = isContainer === true && offered.some((one) => one.path.startsWith(`${path}.`));
      // Any JSON is allowed there.
      const isFree = offered.some(
        (one) => one.field.kind === 'json' && (path.startsWith(`${one.path}.`) || path.startsWith(`${one.path}[]`)),
      );
      return isCovered || isFree ? [] : [`missing parameter: ${path}`];
    }
    if (own.isContainer) return [];
    const { field } = own;
    const choices = optionsOf(field).map(({ value }) => value);
    const limits: { readonly min?: number; readonly max?: number } = field.kind === 'number' ? field : {};
    return [
      ...values.filter((value) => !choices.includes(value)).map((value) => `missing value: ${path}=${value}`),
      ...(min !== undefined && limits.min !== min ? [`other minimum: ${path}, ${min} in the description`] : []),
      ...(max !== undefined && limits.max !== max ? [`other maximum: ${path}, ${max} in the description`] : []),
      ...('default' in described && field.serverDefault !== described.default
        ? [`other default: ${path}, ${JSON.stringify(described.default)} in the description`]
        : []),
      ...(required === true && field.required !== true ? [`not required: ${path}`] : []),
    ];
  }

  function excessOf({ path, field }: Offered): string[] {
    const known = spec.filter((one) => one.path === path);
    if (known.length === 0) return isOnVendorsPage(field) ? [] : [`unknown parameter: ${path}`];
    const { status = 'current' } = field;
    // The newest description wins: one parameter was deprecated in 2025 and came back.
    const isDead =
      path in newer.dead || known.filter((one) => one.deprecated !== undefined).at(-1)?.deprecated === true;
    const values = known.flatMap((one) => one.values ?? []);
    const isClosed = field.kind === 'choice' || (field.kind === 'choices' && field.open !== true);
    const invented = optionsOf(field).filter(
      (option) => isClosed && !values.includes(option.value) && !isOnVendorsPage(option),
    );
    return [
      ...(isDead && status === 'current' ? [`dead parameter without a mark: ${path}`] : []),
      ...invented.map(({ value }) => `unknown value: ${path}=${value}`),
      ...deadOptionsOf(path, field).map((value) => `dead value without a mark: ${path}=${value}`),
    ];
  }
}

/** Whether the vendor's own documentation has it, where the descriptions that are compared are older. */
const isOnVendorsPage = ({ source = '' }: { readonly source?: string }): boolean =>
  /^https:\/\/www\.assemblyai\.com\/docs\/./.test(source);

/** Choices that are gone and do not say so. */
export function deadOptionsOf(path: string, field: Field): string[] {
  const dead = newer.deadValues[path] ?? {};
  if ((field.status ?? 'current') !== 'current') return [];
  return optionsOf(field)
    .filter(({ value, status = 'current' }) => value in dead && status === 'current')
    .map(({ value }) => value);
}
