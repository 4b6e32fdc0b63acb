import { mkdir, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withPalette } from '@aai-connectors/host-n8n/png';
import { openBrowser } from '@aai-connectors/host-n8n/screenshot';
import { formPage } from '../drawing/index.ts';
import type { Form } from '../read/form.ts';
import { formFor, type Subject } from './subjects.ts';

/** CSS pixels; the height follows the form. */
const WIDTH = 700;

/** Draws the forms into a folder. @returns a line for each picture */
export async function takeDrawn(
  forms: readonly Form[],
  folder: URL,
  subjects: readonly Subject[],
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const { page, close } = await openBrowser({ size: { width: WIDTH, height: 100 } });
  try {
    const lines: string[] = [];
    for (const subject of subjects) {
      const path = fileURLToPath(new URL(`${subject.name}.png`, folder));
      await page.setContent(formPage(formFor(subject, forms), { width: WIDTH }));
      const picture = withPalette(await page.screenshot({ fullPage: true }));
      await writeFile(path, picture);
      const height = await page.evaluate(() => document.body.scrollHeight);
      lines.push(`${relative(process.cwd(), path)}: ${height} px high, ${picture.length} bytes`);
    }
    return lines;
  } finally {
    await close();
  }
}
