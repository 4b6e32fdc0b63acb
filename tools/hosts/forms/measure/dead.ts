import type { AnyEntry, AnyEvent, Field, Fields, Status } from '@aai-connectors/core';
import type { Form, FormField } from '../read/form.ts';

type CatalogueEntry = Pick<AnyEntry | AnyEvent, 'id' | 'kind' | 'params' | 'status'>;

/** Endings by which a host makes several fields of one that takes audio. */
const PARTS_OF_MEDIA = ['_source', '_field', '_file'];

/**
 * What a form offers although the catalogue says that it is deprecated or rejected: `speech_model`, or
 * `speech_models = nano` for one choice of a field. What the catalogue does not know is the host's own.
 */
export const deadIn = ({ id, kind, all }: Form, entries: readonly CatalogueEntry[]): readonly string[] =>
  deadFields(all, paramsOf(id, kind, entries));

/** The entry's fields. n8n's triggers have names of their own, so they are compared with the fields of all events. */
function paramsOf(id: string, kind: Form['kind'], entries: readonly CatalogueEntry[]): Fields {
  const own = entries.filter((one) => one.id === id);
  const meant = own.length === 0 && kind === 'trigger' ? entries.filter((one) => one.kind === 'event') : own;
  return Object.assign({}, ...meant.map(({ params }) => params)) as Fields;
}

/** Whether the operation itself is not current. */
export const isDeadOperation = ({ id }: Form, entries: readonly CatalogueEntry[]): boolean =>
  !isCurrent(entries.find((one) => one.id === id) ?? {});

const deadFields = (shown: readonly FormField[], fields: Fields, prefix = ''): readonly string[] =>
  shown.flatMap((one) => {
    const [key, field] = catalogued(one.key, fields, prefix) ?? [];
    if (key === undefined || field === undefined) return [];
    if (!isCurrent(field)) return [key];
    const columns = field.kind === 'rows' ? field.columns : {};
    return [
      ...deadOptions(one, field).map((value) => `${key} = ${value}`),
      ...deadFields(one.columns ?? [], columns, `${key}_`).map((column) => `${key}: ${column}`),
    ];
  });

/** The catalogue's field behind a form's. Columns may carry the name of their rows before their own. */
function catalogued(key: string, fields: Fields, prefix: string): readonly [string, Field] | undefined {
  const names = [key, ...(prefix !== '' && key.startsWith(prefix) ? [key.slice(prefix.length)] : [])];
  const known = names.find((name) => fields[name] !== undefined);
  if (known !== undefined) return [known, fields[known]!];
  const media = PARTS_OF_MEDIA.filter((ending) => key.endsWith(ending)).map((ending) => key.slice(0, -ending.length));
  const owner = media.find((name) => fields[name]?.kind === 'media');
  return owner === undefined ? undefined : [owner, fields[owner]!];
}

function deadOptions({ options = [] }: FormField, field: Field): readonly string[] {
  const known = 'options' in field ? field.options : [];
  return options.flatMap(({ value }) => {
    const option = known.find((one) => one.value === value);
    return option === undefined || isCurrent(option) ? [] : [value];
  });
}

const isCurrent = ({ status = 'current' }: { readonly status?: Status }): boolean => status === 'current';
