import type { OutputField } from '../../kit/entry.ts';

/** Output of Get Sentences and Get Paragraphs. */
export const spokenPartsOutput = (key: string, name: string): readonly OutputField[] => [
  { key: 'id', label: 'Transcript ID', type: 'text' },
  { key: 'audio_duration', label: 'Audio Duration (s)', type: 'number' },
  { key: 'confidence', label: 'Confidence', type: 'number' },
  { key, label: `${name}s`, type: 'list' },
  { key: `${key}[].text`, label: `${name} Text`, type: 'text' },
  { key: `${key}[].start`, label: `${name} Start (ms)`, type: 'number' },
  { key: `${key}[].end`, label: `${name} End (ms)`, type: 'number' },
  { key: `${key}[].confidence`, label: `${name} Confidence`, type: 'number' },
  { key: `${key}[].speaker`, label: `${name} Speaker`, type: 'text', optional: true },
];
