import { type Form, type FormField, isInput } from '../read/form.ts';
import { blocks, box, escaped, inline, mark } from './html.ts';
import { isOn, startText } from './value.ts';

/** The Configure tab of a step in Zapier's editor, or the window of a new connection. */
export function zapierView(form: Form): string {
  return box(
    form.kind === 'connection' ? 'form zapier connection' : 'form zapier',
    form.kind === 'connection' ? connectionHead(form) : stepHead(form),
    bodyOf(form),
    footOf(form),
  );
}

const stepHead = ({ label, help, kind }: Form): string =>
  box('head', box('title', mark('logo', 'A'), mark('', escaped(`${kind === 'trigger' ? '1' : '2'}. ${label}`)))) +
  box('about', inline(help)) +
  box('tabs', mark('done', 'Setup'), mark('active', 'Configure'), mark('', 'Test'));

const connectionHead = ({ label }: Form): string =>
  box('head', box('title', mark('logo', 'A'), mark('', escaped(`Connect an Account: ${label}`))));

const footOf = ({ kind }: Form): string =>
  box('foot', box('button', kind === 'connection' ? 'Yes, Continue to AssemblyAI' : 'Continue'));

/** Fields in order; a heading stands before the first field of its group, unless it is the only one. */
function bodyOf({ shown }: Form): string {
  const headings = new Set(shown.map(({ heading }) => heading).filter((heading) => heading !== undefined));
  let current: string | undefined;
  const parts = shown.map((field) => {
    const isNew = headings.size > 1 && field.heading !== undefined && field.heading !== current;
    current = field.heading;
    return (isNew ? box('heading', escaped(current ?? '')) : '') + fieldOf(field);
  });
  return box('body', ...(shown.some(isInput) ? parts : [box('empty', 'This step has nothing to set up.'), ...parts]));
}

function fieldOf(field: FormField): string {
  if (field.control === 'notice') return box('notice', blocks(field.help ?? field.label));
  const required = field.required === true ? mark('required', '*') : '';
  const help = field.help === undefined ? '' : box('help', inline(field.help));
  return box('field', box('label', escaped(field.label), required), controlOf(field), help);
}

function controlOf(field: FormField): string {
  const { control, columns = [], placeholder } = field;
  switch (control) {
    case 'rows':
      return box('rows', ...columns.map(fieldOf)) + box('more', '+ Add another');
    case 'choices':
      return select(startText(field)) + box('more', '+ Add another');
    case 'list':
      return input(startText(field), placeholder) + box('more', '+ Add another');
    case 'toggle':
      return select(field.start === undefined ? undefined : isOn(field) ? 'True' : 'False');
    case 'choice':
    case 'picker':
      return select(startText(field));
    case 'file':
      return input(undefined, 'Enter a file or insert data…');
    case 'longText':
    case 'json':
      return input(startText(field), placeholder, 'tall');
    default:
      return input(startText(field), placeholder);
  }
}

const select = (value: string | undefined): string =>
  box('control', content(value, 'Choose value…'), mark('chevron'), mark('insert', '+'));

const input = (value: string | undefined, placeholder?: string, shape = ''): string =>
  box(`control ${shape}`, content(value, placeholder ?? INSERT, placeholder === undefined), mark('insert', '+'));

/** What stands in an empty field that has no example. A new connection has no data to insert. */
const INSERT = 'Enter text or insert data…';

const content = (value: string | undefined, placeholder: string, isInsert = false): string =>
  value === undefined
    ? mark(isInsert ? 'placeholder insert-hint' : 'placeholder', escaped(placeholder))
    : mark('value', escaped(value));
