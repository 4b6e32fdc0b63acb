/**
 * Takes pictures of the package in n8n's editor, for its docs. Uses the existing build. The first run installs n8n (3 GB).
 *
 *   node --conditions=@aai-connectors/source tools/hosts/n8n/screenshot/main.ts [part of a picture's name, or templates]
 */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openStage } from '../stories/stage.ts';
import { openEditor } from './editor.ts';
import { PICTURES, TEMPLATE_PICTURES } from './pictures.ts';

const FOLDER = new URL('../../../../packages/n8n-node/docs/', import.meta.url).pathname;
/** For one picture, bytes. */
const LIMIT = 300_000;

const [part = ''] = process.argv.slice(2);
await mkdir(join(FOLDER, 'templates'), { recursive: true });
const ofTemplates = part.startsWith('templates');
const pictures = (ofTemplates ? TEMPLATE_PICTURES : PICTURES).filter((picture) => picture.name.includes(part));
const workflows = [...new Set(pictures.map(({ workflow }) => workflow))];
const stage = await openStage({ mode: 'regular', jobMs: 3_000, publish: !ofTemplates, workflows: () => workflows });
try {
  const session = await stage.session();
  const editor = await openEditor(session);
  try {
    for (const { name, show } of pictures) {
      const result = await show(editor.page, session.url).then(
        () => take(name),
        (error: unknown) => fail((error as Error).message),
      );
      process.stdout.write(`${name.padEnd(16)} ${result}\n`);
    }
  } finally {
    await editor.close();
  }

  async function take(name: string): Promise<string> {
    const path = join(FOLDER, `${name}.png`);
    await editor.page.screenshot({ path, caret: 'hide' });
    const { size } = await stat(path);
    return size < LIMIT ? `${size} bytes` : fail(`${size} bytes are too many`);
  }
} finally {
  await stage.close();
}

function fail(why: string): string {
  process.exitCode = 1;
  return `FAILED ${why}`;
}
