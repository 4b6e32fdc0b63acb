import { ENTRIES, findEntry, FORMATS, optionsOf, transcriptParams } from '@aai-connectors/core';
import { isInput } from '@aai-connectors/forms/read';
import type { FormGroup } from '../forms/groups.ts';
import { formPath } from '../forms/pages.ts';
import { HOSTS } from '../hosts.ts';
import { table } from '../markdown-text.ts';
import type { Flow } from '../templates/flow.ts';
import { flowPath } from '../templates/pages.ts';

/** Values that the guides name, by their keys. */
export type Facts = ReadonlyMap<string, string>;

/** Replaces `{{key}}` by the fact. @throws Error for a key without a fact */
export const withFacts = (text: string, facts: Facts, file: string): string =>
  text.replaceAll(/\{\{fact:([\w.-]+)\}\}/g, (_, key: string) => {
    const fact = facts.get(key);
    if (fact === undefined) throw new Error(`The guide ${file} names the fact "${key}", which does not exist.`);
    return fact;
  });

/** Facts from the catalogue, the forms and the templates. */
export function factsFrom(groups: readonly FormGroup[], flows: readonly Flow[]): Facts {
  const current = ENTRIES.filter(({ status = 'current' }) => status === 'current');
  return new Map<string, string>([
    ['operations', String(current.length)],
    ['languages', String(optionsOf(transcriptParams.language_code).length)],
    ['parameters', String(Object.keys(transcriptParams).length)],
    ['formats', String(FORMATS.length)],
    ['formats.table', formatTable()],
    ...FORMATS.map(({ id, label }): [string, string] => [`format.${id}`, label]),
    ['templates', String(flows.length)],
    ...HOSTS.flatMap(({ id, name }): [string, string][] => [
      [
        `operations.${id}`,
        String(groups.filter(({ kind, forms }) => kind === 'operation' && hasHost(forms, id)).length),
      ],
      [`triggers.${id}`, String(groups.filter(({ kind, forms }) => kind === 'trigger' && hasHost(forms, id)).length)],
      [`templates.${id}`, String(flows.filter(({ host }) => host === id).length)],
      [`templates.${id}.list`, flowList(flows.filter(({ host }) => host === id))],
      [`transcribe.${id}.table`, formTable(groups, id)],
      [`name.${id}`, name],
    ]),
    ...groups.flatMap(({ id, forms }): [string, string][] =>
      forms.map((form): [string, string] => [`form.${form.host}.${id}`, `[${form.label}](/${formPath(id)})`]),
    ),
    ...Object.entries(transcriptParams).map(([key, { label }]): [string, string] => [`field.${key}`, label]),
    ['transcribe.help', findEntry('transcribe')!.help],
  ]);
}

const hasHost = (forms: FormGroup['forms'], id: string): boolean => forms.some(({ host }) => host === id);

const formatTable = (): string =>
  table(
    ['Format', 'ID', 'File ending'],
    FORMATS.map(({ id, label, extension }) => [label, `\`${id}\``, `\`.${extension}\``]),
  );

const flowList = (flows: readonly Flow[]): string =>
  flows.map((flow) => `- [${flow.title}](/${flowPath(flow)}): ${flow.description}`).join('\n');

/** The fields that the form of Transcribe shows first. */
function formTable(groups: readonly FormGroup[], host: string): string {
  const form = groups.find(({ id }) => id === 'transcribe')?.forms.find((one) => one.host === host);
  if (form === undefined) return '';
  const rows = form.shown.filter(isInput).map(({ label, help = '' }) => [label, help]);
  return table(['Field', 'Help'], rows);
}
