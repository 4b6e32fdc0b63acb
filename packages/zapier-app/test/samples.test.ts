import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { builtApp } from '@aai-connectors/host-zapier/emulator';
import { SAMPLES } from '../src/actions/sample-data.ts';
import { entrySample } from '../src/actions/sample.ts';
import { findEntry } from '../src/core.ts';
import { CHOICES } from '../src/picker.ts';

it('the built app has the samples of the source as data', async () => {
  const { creates, searches, triggers } = await builtApp();
  const { [CHOICES]: _, ...polled } = triggers;
  const built = Object.entries({ ...creates, ...searches, ...polled }).map(([key, { operation }]) => [
    key,
    operation.sample,
  ]);
  expect(Object.fromEntries(built)).toEqual(SAMPLES);
  const text = readFileSync(new URL('../dist/index.js', import.meta.url), 'utf8');
  expect(text).toMatch(/SAMPLES\$?\d* = JSON\.parse\(/);
});

it('a change of a sample of a step does not change that of another step', () => {
  const entry = findEntry('get_transcript')!;
  const changed = entrySample(entry);
  changed['text'] = 'changed';
  expect(entrySample(entry)['text']).not.toBe('changed');
});

it('a sample has no keys that are data of one recording', () => {
  expect(SAMPLES['format_transcript']!['replacements']).toEqual({});
  expect(SAMPLES['translate_transcript']!['translations']).toEqual({});
});
