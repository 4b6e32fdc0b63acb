import { ENTRIES, EVENTS } from '@aai-connectors/core';
import { describe, expect, it } from 'vitest';
import { sheetOf } from '../catalogue/sheet.ts';
import { tableOf } from '../catalogue/table.ts';

const sheets = [...ENTRIES, ...EVENTS].map(sheetOf);
const field = (id: string, key: string) =>
  sheets.find((sheet) => sheet.id === id)!.fields.find((line) => line.key === key)!;

describe('the table of the catalogue', () => {
  it('has a line for every field of every entry', () => {
    for (const entry of [...ENTRIES, ...EVENTS]) {
      const keys = sheets.find(({ id }) => id === entry.id)!.fields.map(({ key }) => key);
      expect(keys).toEqual(expect.arrayContaining(Object.keys(entry.params)));
    }
    expect(field('transcribe', 'custom_spelling.to')).toMatchObject({ label: 'To', conditions: ['required'] });
  });

  it('says type, group, conditions and status in words', () => {
    expect(field('transcribe', 'content_safety_confidence')).toMatchObject({
      type: 'whole number 25..100 %',
      group: 'Audio Intelligence',
      conditions: ['when Content Moderation is on'],
      status: 'current',
    });
    expect(field('transcribe', 'speech_model')).toMatchObject({
      type: 'one of 3, open',
      status: 'rejected, use speech_models',
    });
    expect(field('transcribe', 'speech_models').status).toBe('current, 2 old choices');
    expect(field('transcribe', 'redact_pii_audio').conditions).toEqual([
      'when PII Redaction is on',
      'needs PII Redaction=true',
      'region us',
    ]);
    expect(field('transcribe', 'webhook_auth_header_value').type).toBe('secret text');
  });

  it('keeps its columns in line and ends with the totals', () => {
    const lines = tableOf(sheets).trimEnd().split('\n');
    const start = lines.findIndex((line) => line.startsWith('transcribe ·'));
    const titles = lines[start + 2]!;
    const row = lines.find((line) => /^ {2}speaker_labels /.test(line))!;
    expect(row.indexOf('Speaker Labels')).toBe(titles.indexOf('Label'));
    expect(row.indexOf('flag')).toBe(titles.indexOf('Type'));
    expect(lines.at(-1)).toMatch(/^\d+ operations, \d+ events, \d+ fields, \d+ of them deprecated or rejected$/);
    expect(lines.at(-1)).toContain(`${ENTRIES.length} operations, ${EVENTS.length} events, `);
  });
});
