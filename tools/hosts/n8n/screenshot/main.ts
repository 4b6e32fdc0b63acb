/**
 * Takes pictures of the package and its templates in n8n's editor, for its docs. Uses the existing build. The first run
 * installs n8n (3 GB).
 *
 *   npm run -s n8n:pictures [-- parts of pictures' names, such as templates]
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStage } from '../stories/stage.ts';
import { type Area, openEditor } from './editor.ts';
import { PICTURES, TEMPLATE_PICTURES } from './pictures.ts';
import { withPalette } from './png.ts';

const FOLDER = new URL('../../../../packages/n8n-node/docs/', import.meta.url).pathname;
/** For one picture, bytes. */
const LIMIT = 200_000;

const parts = process.argv.slice(2);
const all = [...PICTURES, ...TEMPLATE_PICTURES];
for (const part of parts)
  if (!all.some(({ name }) => name.includes(part))) throw new Error(`No picture is called ${part}.`);
const pictures = parts.length === 0 ? all : all.filter(({ name }) => parts.some((part) => name.includes(part)));
const workflows = [...new Set(pictures.map(({ workflow }) => workflow))];
await mkdir(join(FOLDER, 'templates'), { recursive: true });
const stage = await openStage({ mode: 'regular', jobMs: 3_000, publish: false, workflows: () => workflows });
try {
  const session = await stage.session();
  const editor = await openEditor(session);
  try {
    for (const { name, show } of pictures) {
      const result = await show(editor.page, session.url).then(
        (area) => take(name, area ?? undefined),
        (error: unknown) => fail((error as Error).message),
      );
      process.stdout.write(`${name.padEnd(40)} ${result}\n`);
    }
  } finally {
    await editor.close();
  }

  async function take(name: string, clip?: Area): Promise<string> {
    const picture = withPalette(await editor.page.screenshot({ caret: 'hide', ...(clip !== undefined && { clip }) }));
    await writeFile(join(FOLDER, `${name}.png`), picture);
    return picture.length < LIMIT ? `${picture.length} bytes` : fail(`${picture.length} bytes are too many`);
  }
} finally {
  await stage.close();
}

function fail(why: string): string {
  process.exitCode = 1;
  return `FAILED ${why}`;
}
