import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHANGE, NEW_FLOW, RETRY, TOOL_CALL } from '../real/stand-in-checks.ts';
import type { Recording } from '../real/record.ts';

const FOLDER = new URL('../real/exchanges/', import.meta.url);
const recordings = readdirSync(FOLDER).map(
  (file) => [file, JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Recording] as const,
);

/** Schemas of the requests with a body, by the method and the path. */
const CHECKS = [
  [/^POST \/flows$/, NEW_FLOW],
  [/^POST \/flows\/\w+$/, CHANGE],
  [/^POST \/flow-runs\/\w+\/retry$/, RETRY],
  [/mcp-server\/http$/, TOOL_CALL],
] as const;

it('covers loops, agents, retries, restarts and what is left over', () => {
  const names = recordings.map(([file]) => file.split('-')[0]);
  expect(names.sort()).toEqual(['agent', 'leftover', 'leftover', 'loop', 'restart', 'retry']);
});

describe.each(recordings)('The recorded exchange %s', (_, { result, exchanges }) => {
  it('ended well', () => {
    expect(result).toBe('ok');
    expect(exchanges.filter(({ status }) => status >= 400)).toEqual([]);
  });

  it('consists of requests that the stand-in of the server checks', () => {
    const checked = exchanges.flatMap(({ method, path, body }) => {
      const [, schema] = CHECKS.find(([pattern]) => pattern.test(`${method} ${path}`)) ?? [];
      return schema === undefined ? [] : [schema.safeParse(body).error?.message];
    });
    expect(checked.length).toBeGreaterThan(0);
    expect(checked.filter((problem) => problem !== undefined)).toEqual([]);
  });
});
