/**
 * Draws the logos of the listing from `logo.svg`: square PNG files with a transparent background.
 *
 *   npx nx logo zapier
 */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';

const LISTING = new URL('../../../../packages/zapier-app/listing/', import.meta.url);
const SIZES = [256, 512];

const drawing = readFileSync(new URL('logo.svg', LISTING));
for (const size of SIZES) {
  const file = new URL(`logo-${size}.png`, LISTING).pathname;
  const { channels, width, height } = await sharp(drawing).resize(size, size).ensureAlpha().png().toFile(file);
  process.stdout.write(`${file}: ${width} x ${height}, ${channels} channels\n`);
}
