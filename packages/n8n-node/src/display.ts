import type { INodeProperties } from 'n8n-workflow';
import type { AnyEntry } from './core.ts';

/** The same property, shown for these operations only. */
export const shownFor = (entries: readonly AnyEntry[], property: INodeProperties): INodeProperties => ({
  ...property,
  displayOptions: {
    ...property.displayOptions,
    show: {
      resource: [...new Set(entries.map(({ resource }) => resource))],
      operation: entries.map(({ id }) => id),
      ...property.displayOptions?.show,
    },
  },
});

/** One property for all operations that share it: its value stays when a person changes the operation. */
export function merged(properties: readonly INodeProperties[]): INodeProperties[] {
  const byWords = new Map<string, INodeProperties>();
  for (const property of properties) {
    const { resource, operation, ...show } = property.displayOptions!.show!;
    const key = JSON.stringify({ ...property, displayOptions: { ...property.displayOptions, show } });
    const known = byWords.get(key);
    byWords.set(
      key,
      known === undefined
        ? property
        : {
            ...known,
            displayOptions: {
              ...known.displayOptions,
              show: {
                ...known.displayOptions!.show,
                resource: [...new Set([...known.displayOptions!.show!['resource']!, ...resource!])],
                operation: [...known.displayOptions!.show!['operation']!, ...operation!],
              },
            },
          },
    );
  }
  return [...byWords.values()];
}
