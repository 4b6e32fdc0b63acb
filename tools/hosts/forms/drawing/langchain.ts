import type { Form, FormField } from '../read/form.ts';
import { box, escaped, inline, mark } from './html.ts';

/** A tool as a model sees it: its name, its description, and its arguments, the required ones first. */
export function langchainView({ label, help, all }: Form): string {
  const sorted = all.toSorted((a, b) => Number(b.required === true) - Number(a.required === true));
  const list = sorted.length === 0 ? [box('empty', 'This tool has no arguments.')] : sorted.map(argumentOf);
  return box(
    'form langchain',
    box('head', box('title', mark('code', escaped(label)))),
    box('about', inline(help)),
    box('body', ...list),
  );
}

function argumentOf(field: FormField): string {
  const { key, help, required, columns = [] } = field;
  const type = mark('type', escaped(typeOf(field) + (required === true ? '' : ', optional')));
  return box(
    'field',
    box('label', mark('code', escaped(key)), type),
    help === undefined ? '' : box('help', inline(help)),
    columns.length === 0 ? '' : box('rows', ...columns.map(argumentOf)),
  );
}

/** Options that are listed in a type. Longer lists show their number. */
const MOST_OPTIONS = 4;

function typeOf({ control, options = [] }: FormField): string {
  const values = options.map(({ value }) => `"${value}"`);
  const choice = values.length > MOST_OPTIONS ? `one of ${values.length}` : values.join(' | ');
  switch (control) {
    case 'toggle':
      return 'boolean';
    case 'number':
      return 'number';
    case 'choice':
      return choice;
    case 'choices':
      return `array of ${values.length > MOST_OPTIONS ? `${values.length} values` : values.join(' | ')}`;
    case 'list':
      return 'string[]';
    case 'rows':
      return 'object[]';
    case 'json':
      return 'object';
    default:
      return 'string';
  }
}
