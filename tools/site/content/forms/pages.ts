import { formView, FORM_STYLES } from '@aai-connectors/forms/drawing';
import { type Form, isInput } from '@aai-connectors/forms/read';
import { sheetOf } from '@aai-connectors/repo/catalogue';
import { element, escapeHtml } from '../../html/html.ts';
import { hostOf, HOSTS } from '../hosts.ts';
import { table } from '../markdown-text.ts';
import type { Content, Page } from '../page.ts';
import type { FormGroup } from './groups.ts';
import { editorPicture } from './pictures.ts';

/** Address of the page of one operation, trigger or connection. */
export const formPath = (id: string): string =>
  `forms/${id
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()}`;

/** The pages of all forms: an overview, and one page each with the hosts side by side. */
export function formContent(groups: readonly FormGroup[]): Content {
  return {
    pages: [overview(groups), ...groups.map(pageOf)],
    assets: [{ path: 'assets/forms.css', content: FORM_STYLES }, ...groups.flatMap(picturesOf)],
  };
}

const LIST = new Intl.ListFormat('en-US');

const GROUPS: Readonly<Record<FormGroup['kind'], string>> = {
  operation: 'Operations',
  trigger: 'Triggers',
  connection: 'Connection',
};

function overview(groups: readonly FormGroup[]): Page {
  const rows = groups.map(({ id, label, help, forms }) => [
    `[${label}](/${formPath(id)})`,
    help,
    ...HOSTS.map((host) => (forms.some((form) => form.host === host.id) ? 'Yes' : '–')),
  ]);
  const count = groups.reduce((sum, { forms }) => sum + forms.length, 0);
  return {
    path: 'forms',
    title: 'Forms',
    description: `The ${count} forms of all hosts, side by side, made from the same metadata.`,
    section: 'forms',
    markdown: [
      `A catalogue in the core declares every operation and field once, with its label, help, type and conditions. Each package renders it in the way of its host. These pages read the ${count} forms out of the built packages, so they show what people see.`,
      '',
      table(['Operation', 'What it does', ...HOSTS.map(({ name }) => name)], rows),
    ].join('\n'),
  };
}

function pageOf(group: FormGroup): Page {
  const { id, label, help, kind, forms } = group;
  const hosts = LIST.format(forms.map(({ host }) => hostOf(host).name));
  return {
    path: formPath(id),
    title: label,
    description: help,
    section: 'forms',
    group: GROUPS[kind],
    markdown: [help, ...forms.map(formMarkdown), fieldsMarkdown(group)].filter((part) => part !== '').join('\n\n'),
    html: [
      element('p', { class: 'lead' }, escapeHtml(help)),
      element('p', { class: 'quiet' }, escapeHtml(`In ${hosts}. ${NOTE[kind]}`)),
      element(
        'div',
        { class: `forms-row forms-${forms.length}`, tabindex: 0, role: 'region', 'aria-label': 'Forms side by side' },
        ...forms.map(figureOf),
      ),
    ].join(''),
    searchText: [help, ...forms.flatMap(({ all }) => all.map((field) => field.label))].join(' '),
  };
}

const NOTE: Readonly<Record<FormGroup['kind'], string>> = {
  operation: 'Each form is shown before anything is filled in.',
  trigger: 'Each form is shown before anything is filled in.',
  connection: 'Each host stores the key in its own encrypted credentials.',
};

function figureOf(form: Form): string {
  const { name } = hostOf(form.host);
  const picture = editorPicture(form);
  return element(
    'figure',
    { class: 'form-figure', 'data-host': form.host },
    element('figcaption', {}, element('strong', {}, name), ` ${escapeHtml(countOf(form))}`),
    formView(form),
    picture === undefined
      ? ''
      : element(
          'p',
          { class: 'quiet small' },
          `<a href="/${picture.path}">Picture of the form in the ${name} editor</a>`,
        ),
  );
}

function countOf({ host, shown, all }: Form): string {
  const first = shown.filter(isInput).length;
  if (host === 'langchain') return `${all.length} ${all.length === 1 ? 'argument' : 'arguments'}`;
  return `${first} of ${all.length} ${all.length === 1 ? 'field' : 'fields'} at first sight`;
}

function formMarkdown(form: Form): string {
  const rows = form.shown
    .filter(isInput)
    .map(({ label, help = '', required }) => [label + (required === true ? ' (required)' : ''), help]);
  const heading = `## In ${hostOf(form.host).name}: ${form.label}`;
  return rows.length === 0 ? `${heading}\n\nNothing to fill in.` : `${heading}\n\n${table(['Field', 'Help'], rows)}`;
}

/** Every field of the catalogue's entry, in the words of the API. */
function fieldsMarkdown({ entry }: FormGroup): string {
  if (entry === undefined) return '';
  const { fields } = sheetOf(entry);
  if (fields.length === 0) return '';
  const rows = fields.map(({ key, label, type, group, conditions, status }) => [
    label,
    `\`${key}\``,
    type,
    group,
    [...conditions, ...(status === 'current' ? [] : [status])].join('; '),
  ]);
  return `## All fields\n\n${table(['Field', 'Name in the API', 'Type', 'Topic', 'Conditions'], rows)}`;
}

const picturesOf = ({ forms }: FormGroup): Content['assets'] =>
  forms.flatMap((form) => {
    const picture = editorPicture(form);
    return picture === undefined ? [] : [{ path: picture.path, content: picture.content() }];
  });
