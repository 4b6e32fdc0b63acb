import type { Form, FormField } from '../read/form.ts';
import { blocks, box, escaped, inline, mark } from './html.ts';
import { isOn, startText } from './value.ts';

/** The panel of a step in the Activepieces builder, or the window of a new connection. */
export function activepiecesView(form: Form): string {
  const { kind, shown } = form;
  const fields = shown.filter(({ control }) => control !== 'dynamic').map((field) => fieldOf(field));
  return kind === 'connection'
    ? box(
        'form activepieces connection',
        connectionHead(form),
        box('body', NAME, ...fields),
        box('foot', box('button', 'Save')),
      )
    : box('form activepieces', stepHead(form), box('body', CONNECTION, ...fields));
}

const stepHead = ({ label, help, kind }: Form): string =>
  box('head', box('title', mark('logo', 'A'), mark('', escaped(`${kind === 'trigger' ? '1' : '2'}. ${label}`)))) +
  box('about', inline(help));

const connectionHead = ({ help }: Form): string =>
  box('head', box('title', mark('logo', 'A'), mark('', 'Connect to AssemblyAI'))) + box('about', blocks(help));

function fieldOf(field: FormField): string {
  const { label, help, required, control } = field;
  if (control === 'notice') return box('notice', blocks(textOfNotice(field)));
  const words = help === undefined || help === '' ? '' : box('help', inline(help));
  const star = required === true ? mark('required', '*') : '';
  const dynamic = mark('dynamic', '(x)');
  if (control === 'toggle') {
    const toggle = mark(isOn(field) ? 'switch on' : 'switch');
    return box('field', box('label', toggle, mark('', escaped(label)), star, dynamic), words);
  }
  return box('field', box('label', mark('', escaped(label)), star, dynamic), controlOf(field), words);
}

/** The text of a notice is its help; in the built piece its label is only a placeholder. */
const textOfNotice = ({ help, label }: FormField): string => (help ?? label).replaceAll('{{webhookUrl}}', WEBHOOK_URL);

/** The builder puts the flow's own address here. */
const WEBHOOK_URL = 'https://activepieces.example.com/api/v1/webhooks/Yx3kP9';

function controlOf(field: FormField): string {
  const { control, columns = [] } = field;
  switch (control) {
    case 'rows':
      return box('rows', ...columns.map((column) => fieldOf(column))) + box('more', '+ Add Item');
    case 'list':
      return box('more', '+ Add Item');
    case 'choice':
    case 'choices':
    case 'picker':
      return box(
        'control',
        content(startText(field), control === 'choices' ? 'Select options' : 'Select an option'),
        mark('chevron'),
      );
    case 'file':
      return box('control', mark('placeholder', 'File URL or a file of an earlier step'));
    case 'longText':
    case 'json':
      return box('control tall', content(startText(field), ''));
    default:
      return box('control', content(startText(field), ''));
  }
}

const content = (value: string | undefined, placeholder: string): string =>
  value === undefined ? mark('placeholder', escaped(placeholder)) : mark('value', escaped(value));

/** What the builder itself asks in every step, and in every new connection. */
const CONNECTION = box(
  'field',
  box('label', mark('', 'Connection'), mark('required', '*')),
  box('control', mark('value', 'AssemblyAI'), mark('chevron')),
);
const NAME = box(
  'field',
  box('label', mark('', 'Connection Name'), mark('required', '*')),
  box('control', mark('value', 'AssemblyAI')),
);
