import {
  type AnyEntry,
  type AnyEvent,
  conditionInWords,
  type Field,
  type Fields,
  GROUPS,
  optionsOf,
  pathOf,
} from '@aai-connectors/core';

/** One line of the table: a field of an operation, in words. */
export interface FieldLine {
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly group: string;
  readonly conditions: readonly string[];
  readonly status: string;
  readonly path: string;
  readonly source: string;
}

export interface Sheet {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  readonly effect: string;
  readonly status: string;
  readonly help: string;
  readonly fields: readonly FieldLine[];
}

/** What an entry of the catalogue offers, as plain data. */
export function sheetOf(entry: AnyEntry | AnyEvent): Sheet {
  const { id, label, kind, effect, help, status = 'current' } = entry;
  return {
    id,
    label,
    kind: entry.kind === 'event' ? `${kind} by ${entry.delivery}` : kind,
    effect,
    status,
    help,
    fields: linesOf(entry.params),
  };
}

/** A field, and its columns below it. */
const linesOf = (fields: Fields, prefix = ''): FieldLine[] =>
  Object.entries(fields).flatMap(([key, field]) => [
    {
      key: prefix + key,
      label: field.label,
      type: typeOf(field),
      group: prefix === '' ? GROUPS[field.group ?? 'primary'].label : '',
      conditions: conditionsOf(field, fields),
      status: statusOf(field),
      path: prefix + pathOf(key, field),
      source: field.source,
    },
    ...(field.kind === 'rows' ? linesOf(field.columns, `${prefix}${key}.`) : []),
  ]);

function typeOf(field: Field): string {
  const count = optionsOf(field).length;
  switch (field.kind) {
    case 'number':
      return `${field.whole === true ? 'whole number' : 'number'}${rangeOf(field.min, field.max)}${field.unit === undefined ? '' : ` ${field.unit}`}`;
    case 'choice':
      return `one of ${count}`;
    case 'openChoice':
      return `one of ${count}, open`;
    case 'choices':
      return `some of ${count}${field.open === true ? ', open' : ''}`;
    case 'text':
      return field.secret === true ? 'secret text' : (field.format ?? 'text');
    case 'json':
      return `JSON ${field.shape ?? ''}`.trim();
    case 'flag':
    case 'terms':
    case 'rows':
    case 'media':
      return field.kind;
  }
}

function rangeOf(min: number | undefined, max: number | undefined): string {
  if (min === undefined && max === undefined) return '';
  if (max === undefined) return ` from ${min}`;
  return min === undefined ? ` to ${max}` : ` ${min}..${max}`;
}

function conditionsOf(field: Field, siblings: Fields): string[] {
  const labelOf = (key: string): string => siblings[key]?.label ?? key;
  const doubt = (level: string | undefined): string => (level === 'warn' ? ' (warns)' : '');
  const list = (values: readonly string[]): string => (values.length > 6 ? `${values.length}` : values.join(', '));
  return [
    ...(field.required === true ? ['required'] : []),
    ...(field.showWhen === undefined ? [] : [`when ${conditionInWords(field.showWhen, siblings)}`]),
    ...(field.requires ?? []).map(
      ({ field: other, is, isNot, level }) =>
        `needs ${labelOf(other)}${is === undefined ? '' : `=${String(is)}`}${isNot === undefined ? '' : ` not ${String(isNot)}`}${doubt(level)}`,
    ),
    ...(field.conflicts ?? []).map(({ field: other, level }) => `not with ${labelOf(other)}${doubt(level)}`),
    ...(field.regions === undefined ? [] : [`region ${field.regions.join(', ')}`]),
    ...(field.models === undefined ? [] : [`models ${list(field.models)}`]),
    ...(field.languages === undefined ? [] : [`languages ${list(field.languages)}`]),
  ];
}

/** The state of the field, and of those of its choices that are gone. */
function statusOf(field: Field): string {
  if (field.status !== undefined && field.status !== 'current') {
    return field.replacedBy === undefined ? field.status : `${field.status}, use ${field.replacedBy}`;
  }
  const gone = optionsOf(field).filter(({ status = 'current' }) => status !== 'current');
  return gone.length === 0 ? 'current' : `current, ${gone.length} old choice${gone.length === 1 ? '' : 's'}`;
}
