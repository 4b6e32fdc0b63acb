import { type AnyEntry, type AnyEvent, type Field, GROUPS, RESOURCES, type ResourceId } from './core.ts';

/** An operation's name below its resource: without the resource, which is already chosen, and "Get Many" for a list. */
export function operationName({ label, list, resource }: AnyEntry): string {
  if (list !== undefined) return 'Get Many';
  const noun = RESOURCES[resource].label;
  return label.replace(new RegExp(`(?: (?:for|with))? ${noun}$`), '').replace(/ Streaming /, ' ');
}

/** What an operation does, without articles, as n8n's lists of actions have it. */
export function actionOf({ action, list }: AnyEntry | AnyEvent): string {
  const short = action.replace(/\b(an?|the) /gi, '');
  const words = list === undefined ? short : short.replace(/^List /, 'Get many ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A single sentence has no period. */
export const alone = (text: string): string => (/[.!?]\s/.test(text) ? text : text.replace(/\.$/, ''));

/** Alphabetical order of options. */
export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name.localeCompare(b.name);

/** Alphabetical order of parameters. */
export const byDisplayName = (a: { readonly displayName: string }, b: { readonly displayName: string }): number =>
  a.displayName.localeCompare(b.displayName);

/**
 * A field's label with its topic in front: n8n searches the names of a collection's entries, and sorts by them. The topic
 * is one word, because n8n cuts a label off after some 26 characters.
 */
export const topical = ({ group = 'primary', label }: Field): string =>
  group === 'primary' || group === 'advanced' ? label : inTopic(GROUPS[group].label.split(' ').at(-1)!, label);

export const inTopic = (topic: string, label: string): string => `${topic}: ${label}`;

export const resourceName = (resource: ResourceId): string => RESOURCES[resource].label;
