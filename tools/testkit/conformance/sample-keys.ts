import { appendFileSync } from 'node:fs';
import { ENTRIES, EVENTS } from '@aai-connectors/core';

/** Names of outputs whose own keys are data, such as languages and labels. */
const DATA: ReadonlySet<string> = new Set(
  [...ENTRIES, ...EVENTS].flatMap(({ output }) =>
    output
      .filter(
        ({ key, type }) =>
          type === 'object' || (type === 'list' && !output.some((one) => one.key.startsWith(`${key}[]`))),
      )
      .map(({ key }) => key.split('.').at(-1)!),
  ),
);

/** All keys of an output, as paths in alphabetical order; those of the items of a list together. */
export function keysOf(output: unknown): string[] {
  const keys = new Set<string>();
  const add = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach((item) => add(item, `${path}[]`));
    for (const [name, member] of Object.entries(value)) {
      const key = path === '' ? name : `${path}.${name}`;
      keys.add(key);
      if (!DATA.has(name)) add(member, key);
    }
  };
  add(output, '');
  return [...keys].sort();
}

/** What was compared. */
export interface Compared {
  readonly host: string;
  readonly id: string;
  readonly sample: readonly string[];
  readonly live: readonly string[];
}

/** The file that the comparisons go to, a line of JSON each; none if it is not set. */
export const REPORT = 'AAI_SAMPLES_REPORT';

export function report(compared: Compared): void {
  const file = process.env[REPORT];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(compared)}\n`);
}
