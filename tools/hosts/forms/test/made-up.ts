import { type AnyEntry, findEntry } from '@aai-connectors/core';
import type { Form, FormField, HostId } from '../read/form.ts';

/** A field of a made-up form. */
export const field = (key: string, more: Partial<FormField> = {}): FormField => ({
  key,
  label: key,
  control: 'text',
  ...more,
});

/** So many fields. */
export const fields = (count: number): FormField[] => Array.from({ length: count }, (_, at) => field(`field_${at}`));

export const formOf = (host: HostId, shown: readonly FormField[], more: Partial<Form> = {}): Form => ({
  host,
  kind: 'operation',
  id: 'transcribe',
  label: 'Transcribe',
  help: '',
  shown,
  all: shown.filter(({ control }) => !['notice', 'door', 'dynamic'].includes(control)),
  ...more,
});

/** An operation of a made-up catalogue. */
export const entryWith = (params: AnyEntry['params'], more: Partial<AnyEntry> = {}): AnyEntry =>
  ({ ...findEntry('transcribe')!, params, ...more }) as AnyEntry;

export const words = { label: 'Thing', help: 'A thing.', source: 'test' };
