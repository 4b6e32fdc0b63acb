import { type AnyEntry, type AnyEvent, RESOURCES, type ResourceId } from './core.ts';

/**
 * An operation's name below its resource, in the host's own words: without the resource, which is chosen already, and
 * "Get Many" for a list.
 */
export function operationName({ label, list, resource }: AnyEntry): string {
  if (list !== undefined) return 'Get Many';
  const noun = RESOURCES[resource].label;
  return label.replace(new RegExp(`(?: (?:for|with))? ${noun}$`), '').replace(/ Streaming /, ' ');
}

/** What an operation does, in the host's way: without articles. */
export function actionOf({ action, list }: AnyEntry | AnyEvent): string {
  const short = action.replace(/\b(an?|the) /gi, '');
  const words = list === undefined ? short : short.replace(/^List /, 'Get many ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A lone sentence has no period. */
export const alone = (text: string): string => (/[.!?]\s/.test(text) ? text : text.replace(/\.$/, ''));

/** Sorted by what people read. */
export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name.localeCompare(b.name);

export const resourceName = (resource: ResourceId): string => RESOURCES[resource].label;
