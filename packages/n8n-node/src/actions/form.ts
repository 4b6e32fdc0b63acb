import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { merged, shownFor } from '../display.ts';
import { actionOf, alone, byName, operationName, resourceName } from '../names.ts';
import { outputProperties } from '../output-form.ts';
import { mainProperties, optionalProperties } from '../form.ts';
import { type AnyEntry, ENTRIES, type ResourceId } from '../core.ts';
import { waitingProperties } from '../waiting/form.ts';

/** The node's whole form: what to do, what that needs, how to wait and what to output, and then all that is optional. */
export function nodeForm(entries: readonly AnyEntry[] = ENTRIES): INodeProperties[] {
  const resources = [...new Set(entries.map(({ resource }) => resource))];
  return [
    {
      displayName: 'Resource',
      name: 'resource',
      type: 'options',
      noDataExpression: true,
      options: resources.map((resource) => ({ name: resourceName(resource), value: resource })).sort(byName),
      default: entries[0]!.resource,
    },
    ...resources.map((resource) =>
      operationsOf(
        resource,
        entries.filter((entry) => entry.resource === resource),
      ),
    ),
    ...entries.flatMap(noticeOf),
    ...merged(entries.flatMap((entry) => mainProperties(entry).map((property) => shownFor([entry], property)))),
    ...waitingProperties(entries),
    ...outputProperties(entries),
    ...merged(entries.flatMap((entry) => optionalProperties(entry).map((property) => shownFor([entry], property)))),
  ];
}

function operationsOf(resource: ResourceId, entries: readonly AnyEntry[]): INodeProperties {
  return {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: [resource] } },
    options: entries.map(operationOf).sort(byName),
    default: entries[0]!.id,
  };
}

const operationOf = (entry: AnyEntry): INodePropertyOptions => ({
  name: operationName(entry) + (entry.status === 'deprecated' ? ' (Deprecated)' : ''),
  value: entry.id,
  action: actionOf(entry),
  description: alone(entry.help),
});

/** What is going away says so where it is chosen. */
const noticeOf = (entry: AnyEntry): INodeProperties[] =>
  entry.note === undefined
    ? []
    : [
        shownFor([entry], {
          displayName: alone(entry.note),
          name: `${entry.id}_notice`,
          type: 'notice',
          default: '',
        }),
      ];

/** The chosen operation as its label, below the node on the canvas. */
export const subtitle = (entries: readonly AnyEntry[] = ENTRIES): string =>
  `={{ (${JSON.stringify(Object.fromEntries(entries.map(({ id, label }) => [id, label])))})[$parameter["operation"]] }}`;
