import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { streamingParams } from '@aai-connectors/core';
import { drift } from '../drift/compare.ts';
import type { Described } from '../drift/descriptions.ts';

/** What belongs to the connection, and not to the audio. */
const NOT_A_SETTING = new Set(['ApiKey', 'token']);

const described: Described[] = Object.entries(
  JSON.parse(readFileSync(new URL('../drift/spec/streaming-params.json', import.meta.url), 'utf8')) as Readonly<
    Record<string, readonly (Omit<Described, 'path' | 'values'> & { name: string; enum?: readonly string[] })[]>
  >,
).flatMap(([source, parameters]) =>
  parameters
    .filter(({ name }) => !NOT_A_SETTING.has(name))
    .map(({ name, enum: values, ...rest }) => ({ ...rest, path: name, source, ...(values && { values }) })),
);

/** Each with its reason; one that is no longer there fails, too. */
const ON_PURPOSE: Readonly<Record<string, string>> = {
  'unknown parameter: min_end_of_turn_silence_when_confident': 'its name of 2025, which the contract documents',
  'dead parameter without a mark: speech_model': 'it has gone from REST only; live transcription still takes it',
  'unknown parameter: keyterms': 'its name of July 2025 (contract streaming.md section 3)',
};

describe('the catalogue and the descriptions of live transcription', () => {
  it('agree on the parameters of a connection', () => {
    const lines = drift(streamingParams, described);
    expect(lines.filter((line) => !(line in ON_PURPOSE))).toEqual([]);
    expect(Object.keys(ON_PURPOSE).filter((line) => !lines.includes(line))).toEqual([]);
  });

  it('read both descriptions', () => {
    expect(described.filter(({ source }) => source === 'usm-streaming.yml').length).toBeGreaterThan(12);
    expect(described.filter(({ source }) => source !== 'usm-streaming.yml').length).toBeGreaterThan(8);
  });
});
