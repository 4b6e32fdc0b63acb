import type { Form, FormField } from '../read/form.ts';
import { blocks, box, escaped, inline, mark } from './html.ts';
import { isOn, startText } from './value.ts';

/** The panel of a node in n8n's editor, or the window of a new credential. */
export function n8nView(form: Form): string {
  const { kind, shown } = form;
  const head = box('head', box('title', mark('logo', 'A'), mark('', escaped(headingOf(form)))));
  if (kind === 'connection') return box('form n8n connection', head, box('body', ...shown.map(fieldOf)));
  const tabs = box('tabs', mark('active', 'Parameters'), mark('', 'Settings'), mark('execute', 'Execute step'));
  return box('form n8n', head, tabs, box('body', CREDENTIAL, ...shown.map(fieldOf)));
}

const headingOf = ({ kind, label, chosen }: Form): string =>
  chosen === undefined || kind !== 'operation' ? label : `AssemblyAI: ${label}`;

function fieldOf(field: FormField): string {
  const { label, help, control, required } = field;
  if (control === 'notice') return box('notice', blocks(help ?? label));
  if (control === 'door')
    return box('door', box('label', escaped(label)), box('nothing', 'No properties'), box('more', addTo(field)));
  const star = required === true ? mark('required', '*') : '';
  const words = help === undefined ? '' : box('help', inline(help));
  return box('field', box('label', escaped(label), star), controlOf(field), words);
}

const addTo = ({ placeholder, label }: FormField): string => escaped(placeholder ?? `Add ${label.replace(/s$/, '')}`);

function controlOf(field: FormField): string {
  const { control, columns = [], placeholder } = field;
  switch (control) {
    case 'toggle':
      return mark(isOn(field) ? 'switch on' : 'switch');
    case 'choice':
    case 'choices':
      return box('control', content(startText(field) ?? emptyChoice(field), 'Select'), mark('chevron'));
    case 'picker':
      return box('control', mark('mode', 'From List'), content(undefined, 'Choose...'), mark('chevron'));
    case 'rows':
      return box('rows', ...columns.map(fieldOf)) + box('more', escaped(placeholder ?? 'Add item'));
    case 'longText':
    case 'json':
      return box('control tall', content(startText(field), placeholder ?? ''));
    default:
      return box('control', content(startText(field), placeholder ?? ''));
  }
}

/** The label of the choice that stands for the default. */
const emptyChoice = ({ options = [] }: FormField): string | undefined =>
  options.find(({ value }) => value === '')?.label;

const content = (value: string | undefined, placeholder: string): string =>
  value === undefined || value === '' ? mark('placeholder', escaped(placeholder)) : mark('value', escaped(value));

/** The editor itself adds this choice to every node. */
const CREDENTIAL = box(
  'field',
  box('label', 'Credential'),
  box('control', mark('value', 'AssemblyAI account'), mark('chevron')),
);
