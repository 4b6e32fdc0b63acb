/**
 * Prints how much of the packed piece is translated into each language.
 *
 *   npm run -s translations
 */
import { ENTRIES, EVENTS } from '@aai-connectors/core';
import { MAX_KEY_LENGTH_FOR_CORWDIN } from '@activepieces/shared';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPiece } from '../emulator/load.ts';
import { packPiece } from '../emulator/pack.ts';
import { coverageOf, tableOf, textsOf, type TranslatablePiece } from './coverage.ts';

/** The platform looks a text up by its first characters. */
const keyOf = (text: string): string => text.slice(0, MAX_KEY_LENGTH_FOR_CORWDIN);

const SOURCE = 'translation.json';

const folder = mkdtempSync(join(tmpdir(), 'piece-'));
try {
  const piece = loadPiece(packPiece(folder).file, folder).metadata() as TranslatablePiece;
  const i18n = join(folder, 'package/src/i18n');
  const read = (file: string): Record<string, string> =>
    JSON.parse(readFileSync(join(i18n, file), 'utf8')) as Record<string, string>;
  const texts = textsOf(piece, [...ENTRIES, ...EVENTS], Object.values(read(SOURCE)));
  const coverages = readdirSync(i18n)
    .filter((file) => file !== SOURCE)
    .sort()
    .map((file) => coverageOf(file.replace('.json', ''), texts, read(file), keyOf));
  process.stdout.write(tableOf(texts, coverages));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
