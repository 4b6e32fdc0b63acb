import { findEntry } from '@aai-connectors/core';
import { expect, it } from 'vitest';
import { coverageOf, tableOf, textsOf, type TranslatablePiece } from '../translations/coverage.ts';

const entry = findEntry('transcribe')!;
const options = (...labels: readonly string[]): object => ({ options: labels.map((label) => ({ label })) });

const piece: TranslatablePiece = {
  description: 'About the piece.',
  auth: {
    displayName: 'Account',
    description: 'How to connect.',
    props: { region: { displayName: 'Region', description: 'Where.', options: options('Europe') } },
  },
  actions: {
    transcribe: {
      displayName: 'Transcribe',
      description: 'Transcribes.',
      props: {
        audio_url_file: { displayName: 'Audio File' },
        files: { displayName: 'Files', options: options('SRT') },
        speaker_labels: { displayName: 'Speaker Labels', description: '' },
        punctuate: { displayName: 'Punctuation' },
      },
    },
  },
  triggers: { other: { displayName: 'Other', props: { notice: { description: 'A notice.' } } } },
};

const texts = textsOf(piece, [entry], ['Transcribe', 'Inside a topic']);

it('counts what people meet first as essential, and what the platform cannot translate as the rest', () => {
  expect([...texts.essential]).toEqual([
    'About the piece.',
    'How to connect.',
    'Region',
    'Where.',
    'Transcribe',
    'Transcribes.',
    'Audio File',
    'Files',
    'Speaker Labels',
    'Other',
    'A notice.',
  ]);
  expect([...texts.translatable].slice(texts.essential.size)).toEqual(['Europe', 'SRT', 'Punctuation']);
  expect([...texts.all].slice(texts.translatable.size)).toEqual(['Inside a topic']);
});

it('prints the share of each language, and rounds down', () => {
  const translated = { Region: 'Region', SRT: 'SRT', 'Inside a topic': 'Innen', Unknown: '' };
  const coverage = coverageOf('de', texts, translated, (text) => text);
  expect(coverage).toEqual({ language: 'de', essential: 1, translatable: 2, all: 3 });
  expect(tableOf(texts, [coverage]).split('\n').at(-2)).toBe('| de | 1 of 11 (9%) | 2 of 14 (14%) | 3 of 15 (20%) |');
});
