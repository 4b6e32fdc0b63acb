import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** A form as text for review: one line per property, with its default and when it is shown. */
export const sheetOf = (properties: readonly INodeProperties[], depth = 0): string =>
  properties.map((property) => lineOf(property, '  '.repeat(depth)) + partsOf(property, depth)).join('');

function lineOf(property: INodeProperties, indent: string): string {
  const { name, displayName, type, default: start, required, displayOptions, hint, description } = property;
  const marks = [
    type,
    ...(required === true ? ['required'] : []),
    ...(start === '' || start === undefined ? [] : [`starts with ${JSON.stringify(start)}`]),
    ...boundsOf(property),
    ...conditions('shown for', displayOptions?.show),
    ...conditions('hidden for', displayOptions?.hide),
  ];
  const words = [description, hint].filter((text) => text !== undefined && text !== '');
  return `${indent}${displayName} [${name}] ${marks.join(', ')}\n${words.map((text) => `${indent}    ${text}\n`).join('')}`;
}

function partsOf({ type, options = [] }: INodeProperties, depth: number): string {
  if (type === 'collection') return sheetOf(options as readonly INodeProperties[], depth + 1);
  if (type === 'fixedCollection')
    return (options as readonly INodePropertyCollection[]).map(({ values }) => sheetOf(values, depth + 1)).join('');
  const indent = '  '.repeat(depth);
  const choices = options as readonly INodePropertyOptions[];
  const shown = choices.length > 12 ? choices.slice(0, 3) : choices;
  const more = choices.length - shown.length;
  return (
    shown
      .map(
        ({ name, value, description }) =>
          `${indent}    - ${name} = ${String(value)}${description === undefined ? '' : `: ${description}`}\n`,
      )
      .join('') + (more > 0 ? `${indent}    - and ${more} more\n` : '')
  );
}

const boundsOf = ({ typeOptions = {} }: INodeProperties): string[] =>
  Object.entries(typeOptions)
    .filter(([, value]) => typeof value !== 'object' && typeof value !== 'function')
    .map(([name, value]) => `${name} ${String(value)}`);

const conditions = (words: string, terms: object = {}): string[] =>
  Object.entries(terms).map(([key, values]) => `${words} ${key} ${(values as unknown[]).join('|')}`);
