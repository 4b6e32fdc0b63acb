import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { mediaOf, propertyOf } from './form.ts';
import { byDisplayName, topical } from './names.ts';
import {
  type AnyEntry,
  type AnyEvent,
  type Condition,
  type Field,
  formFields,
  isForNoWaiting,
  prominenceOf,
} from './core.ts';

type WithParams = Pick<AnyEntry | AnyEvent, 'params'>;

/** What an operation works on. */
export const requiredProperties = (entry: WithParams): INodeProperties[] =>
  inView(entry, ({ required }) => required === true);

/** Optional fields that everybody sees. */
export const essentialProperties = (entry: WithParams): INodeProperties[] =>
  inView(entry, ({ required }) => required !== true);

/** All other fields, for the Options collection: n8n sends only those that a person added. */
export function optionalProperties({ params }: WithParams): INodeProperties[] {
  const fields = formFields(params);
  return Object.entries(fields)
    .filter(([, field]) => !isInView(field))
    .map(([key, field]) => ({
      ...propertyOf(
        key,
        inCollection(field, (other) => isInView(fields[other]!)),
      ),
      ...(isNumberWithoutDefault(field) && { default: '' }),
      displayName: topical(field),
    }));
}

/** A number that is added, and that the service has no default for, starts empty: empty is not sent. */
const isNumberWithoutDefault = ({ kind, default: start, serverDefault }: Field): boolean =>
  kind === 'number' && start === undefined && serverDefault === undefined;

/** The collection that holds everything a form does not show at first sight. */
export const OPTIONS = 'options';

/** The Options collection; none if there is nothing to put into it. */
export const optionsCollection = (options: readonly INodeProperties[]): INodeProperties[] =>
  options.length === 0
    ? []
    : [
        {
          displayName: 'Options',
          name: OPTIONS,
          type: 'collection',
          placeholder: 'Add Option',
          default: {},
          options: [...options].sort(byDisplayName),
        },
      ];

const isInView = (field: Field): boolean => prominenceOf(field) === 'essential';

function inView({ params }: WithParams, isWanted: (field: Field) => boolean): INodeProperties[] {
  return Object.entries(formFields(params))
    .filter(([, field]) => isInView(field) && isWanted(field))
    .flatMap(([key, field]) => {
      if (field.kind === 'media') return mediaOf(key, field);
      const property = propertyOf(key, field);
      return [isOptionalChoice(field) ? withNoChoice(property, field) : property];
    });
}

const isOptionalChoice = ({ kind, required, default: start }: Field): boolean =>
  (kind === 'choice' || kind === 'openChoice') && required !== true && start === undefined;

/** n8n sends whatever a visible list shows, so the list starts with a choice that sends nothing. */
function withNoChoice(property: INodeProperties, { place }: Field): INodeProperties {
  const name = place === 'query' || place === 'local' ? 'Any' : 'Default';
  const { description = '', options = [] } = property;
  return {
    ...property,
    default: '',
    description: description.replace('Leave empty', `Choose ${name}`),
    options: [{ name, value: '' }, ...(options as INodePropertyOptions[])],
  };
}

/**
 * A field as an entry of the collection. Conditions on a visible field refer to the top level of the form. A switch
 * starts as the opposite of the service's default: adding it is the wish to change that.
 */
function inCollection(field: Field, isVisible: (key: string) => boolean): Field {
  const { showWhen = {} } = field;
  const condition: Condition = {
    ...Object.fromEntries(
      Object.entries(showWhen).map(([key, wanted]) => [isVisible(key) ? topLevel(key) : key, wanted]),
    ),
    ...(isForNoWaiting(field) && { [topLevel('waiting')]: 'none' }),
  };
  const placed = { ...field, ...(Object.keys(condition).length > 0 && { showWhen: condition }) };
  return placed.kind === 'flag' ? { ...placed, default: placed.default ?? placed.serverDefault !== true } : placed;
}

/** How an entry of a collection names a parameter outside it. */
export const topLevel = (name: string): string => `/${name}`;
