import type { IDataObject } from 'n8n-workflow';

/** More than one look brings, so that nothing is told twice. */
const KEPT = 500;

/** What was told already, kept with the workflow: it outlives a restart of the host. */
export function toldIn(memory: IDataObject): {
  readonly isFirst: boolean;
  has(key: string): boolean;
  add(key: string): void;
} {
  const known = memory['told'] as readonly string[] | undefined;
  const told = new Set(known);
  return {
    isFirst: known === undefined,
    has: (key) => told.has(key),
    add(key) {
      told.add(key);
      memory['told'] = [...told].slice(-KEPT);
    },
  };
}
