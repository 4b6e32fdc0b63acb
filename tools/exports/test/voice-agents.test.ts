import { readFile } from 'node:fs/promises';
import { streamingParams } from '@aai-connectors/core';
import { describe, expect, it } from 'vitest';

const PAGE = new URL('../../../packages/core/docs/voice-agents.md', import.meta.url);
const ROW = /^\| `(?<ours>\w+)` *\| (?<livekit>.*?) *\| (?<pipecat>.*?) *\| (?<vapi>.*?) *\|$/gm;

const page = await readFile(PAGE, 'utf8');
const rows = [...page.matchAll(ROW)].map(({ groups }) => groups as Record<string, string>);
const namesIn = (framework: string): readonly (readonly [ours: string, theirs: string])[] =>
  rows.flatMap(({ ours = '', [framework]: cell = '' }) => {
    const [, name] = /^`(\w+)`$/.exec(cell) ?? [];
    return name === undefined ? [] : [[ours, name] as const];
  });

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe('the settings of voice agents', () => {
  it('are parameters of a streaming session', () => {
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.map(({ ours = '' }) => ours).filter((name) => !Object.hasOwn(streamingParams, name))).toEqual([]);
  });

  it('are used in the example by their names', () => {
    const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
    const names = [...example.matchAll(/^  (\w+):/gm)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(2);
    expect(names.filter((name) => !Object.hasOwn(streamingParams, name))).toEqual([]);
  });

  it.each([
    ['LiveKit', 'livekit', 9],
    ['Pipecat', 'pipecat', 12],
    ['Vapi', 'vapi', 5],
  ])('have the names of %s', (_, framework, count) => {
    const names = namesIn(framework);
    expect(names).toHaveLength(count);
    // The frameworks pass the API's names on, in their own case.
    expect(names.filter(([ours, theirs]) => snakeCase(theirs) !== ours)).toEqual([]);
  });
});
