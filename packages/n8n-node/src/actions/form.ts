import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { merged, shownFor } from '../display.ts';
import { actionOf, alone, operationName, resourceName } from '../names.ts';
import { OPERATIONS } from '../operations.ts';
import { outputOptions, outputProperties } from '../output-form.ts';
import { essentialProperties, optionalProperties, optionsCollection, requiredProperties } from '../view.ts';
import { type AnyEntry, type ResourceId } from '../core.ts';
import { waitingOptions, waitingProperties } from '../waiting/form.ts';

/** The whole form, in the order of the task: what to do, with what, how, what comes out, and then the Options. */
export function nodeForm(entries: readonly AnyEntry[] = OPERATIONS): INodeProperties[] {
  const resources = [...new Set(entries.map(({ resource }) => resource))];
  const forEach = (propertiesOf: (entry: AnyEntry) => readonly INodeProperties[]): INodeProperties[] =>
    merged(entries.flatMap((entry) => propertiesOf(entry).map((property) => shownFor([entry], property))));
  return [
    {
      displayName: 'Resource',
      name: 'resource',
      type: 'options',
      noDataExpression: true,
      options: resources.map((resource) => ({ name: resourceName(resource), value: resource })),
      default: entries[0]!.resource,
    },
    ...resources.map((resource) =>
      operationsOf(
        resource,
        entries.filter((entry) => entry.resource === resource),
      ),
    ),
    ...forEach(requiredProperties),
    ...waitingProperties(entries),
    ...forEach(essentialProperties),
    ...outputProperties(entries),
    ...forEach((entry) =>
      optionsCollection([...optionalProperties(entry), ...waitingOptions(entry), ...outputOptions(entry)]),
    ),
  ];
}

function operationsOf(resource: ResourceId, entries: readonly AnyEntry[]): INodeProperties {
  return {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: [resource] } },
    options: entries.map(operationOf),
    default: entries[0]!.id,
  };
}

const operationOf = (entry: AnyEntry): INodePropertyOptions => ({
  name: operationName(entry),
  value: entry.id,
  action: actionOf(entry),
  description: alone(entry.help),
});

/** The chosen operation as its list names it, shown below the node on the canvas. */
export const subtitle = (entries: readonly AnyEntry[] = OPERATIONS): string =>
  `={{ (${JSON.stringify(Object.fromEntries(entries.map((entry) => [entry.id, operationName(entry)])))})[$parameter["operation"]] }}`;
