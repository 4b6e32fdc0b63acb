/**
 * Prints what the catalogue offers: every operation with its fields, or those that are named.
 *
 *   npm run -s catalogue
 *   npm run -s catalogue -- transcribe
 *   npm run -s catalogue -- --json
 */
import { parseArgs } from 'node:util';
import { ENTRIES, EVENTS } from '@aai-connectors/core';
import { sheetOf } from './sheet.ts';
import { tableOf } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const all = [...ENTRIES, ...EVENTS].map(sheetOf);
const unknown = positionals.filter((name) => !all.some(({ id }) => id === name));
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}. There are ${all.map(({ id }) => id).join(', ')}.\n`);
  process.exitCode = 1;
} else {
  const sheets = positionals.length === 0 ? all : all.filter(({ id }) => positionals.includes(id));
  process.stdout.write(values.json ? `${JSON.stringify(sheets, null, 2)}\n` : tableOf(sheets));
}
