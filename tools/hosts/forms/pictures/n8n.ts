import { mkdir, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KNOWN } from '@aai-connectors/core';
import { withPalette } from '@aai-connectors/host-n8n/png';
import {
  assemblyAi,
  type BrowserPage,
  chain,
  hook,
  marked,
  N8N_VERSION,
  openEditor,
  openStage,
  settle,
  showWhole,
  SIZE,
  trigger,
  type Workflow,
} from '@aai-connectors/host-n8n/screenshot';
import { controlsOf } from '../measure/figures.ts';
import { type Measured, type MeasuredForm, MEASURES, readMeasures } from '../measure/measured.ts';
import type { Form, FormField } from '../read/form.ts';
import { formFor, type Subject } from './subjects.ts';

type Page = BrowserPage['page'];

/** Device pixels of a CSS pixel: the editor's panel is narrow, and letters must be readable. */
const SCALE = 1.5;
/** In which the window of a credential is as wide as it is in the middle of a large screen, CSS pixels. */
const CREDENTIAL_PAGE = { width: 1100, height: 1000 };
/** A closed collection with its heading. */
const DOOR = `${marked('parameter-item')}:has(${marked('collection-parameter-add')})`;
/** Space below the last field, CSS pixels. */
const MARGIN = 20;

/**
 * Takes pictures of the forms in the real editor, and measures their height. Uses the existing build; the first run
 * installs n8n (3 GB).
 *
 * @returns a line for each picture
 */
export async function takeN8n(
  forms: readonly Form[],
  folder: URL,
  subjects: readonly Subject[],
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const pictures = subjects.map((subject, at): Picture => {
    const form = formFor(subject, forms);
    return { form, workflow: workflowFor(form, at), file: new URL(`${subject.name}.png`, folder) };
  });
  const workflows = (): Workflow[] => pictures.map(({ workflow }) => workflow);
  const stage = await openStage({ mode: 'regular', jobMs: 1_000, publish: false, workflows });
  try {
    const session = await stage.session();
    const { page, close } = await openEditor(session, SCALE);
    try {
      const lines: string[] = [];
      const measured: Record<string, MeasuredForm> = {};
      for (const picture of pictures) {
        const name = relative(process.cwd(), fileURLToPath(picture.file));
        try {
          const measures = await patiently(() => take(page, session.url, picture));
          if (measures !== undefined) measured[picture.form.id] = measures;
          const room = measures && `${measures.beforeDoorPx} of ${measures.wholePx} px before the door`;
          lines.push(`${name}: ${room ?? 'taken'}`);
        } catch (error) {
          process.exitCode = 1;
          lines.push(`${name}: FAILED ${(error as Error).message}`);
        }
      }
      await writeMeasures(folder, measured);
      return lines;
    } finally {
      await close();
    }
  } finally {
    await stage.close();
  }
}

interface Picture {
  readonly form: Form;
  readonly workflow: Workflow;
  readonly file: URL;
}

/** Twice: on a busy machine the editor may not get ready in time. */
const patiently = <T>(work: () => Promise<T>): Promise<T> => work().catch(work);

/** @returns how much room the form of a node needs */
async function take(page: Page, url: string, { form, workflow, file }: Picture): Promise<MeasuredForm | undefined> {
  await openForm(page, url, workflow);
  const isNode = form.kind !== 'connection';
  const measures = isNode ? await measure(page, form) : undefined;
  await writeFile(file, withPalette(isNode ? await takePanel(page) : await takeCredential(page)));
  return measures;
}

/** Measures of pictures that were not taken this time stay, if they are of the same n8n. */
async function writeMeasures(folder: URL, forms: Measured['forms']): Promise<void> {
  const known = readMeasures(folder);
  const measures: Measured = {
    version: N8N_VERSION,
    forms: { ...(known?.version === N8N_VERSION && known.forms), ...forms },
  };
  await writeFile(new URL(MEASURES, folder), `${JSON.stringify(measures, null, 2)}\n`);
}

/** A workflow whose last node has the form as it is before anything is chosen. The credential's is reached from a node. */
function workflowFor({ kind, id, shown, chosen }: Form, at: number): Workflow {
  const workflowId = `formOfPicture${String(at).padStart(3, '0')}`;
  if (kind === 'trigger') return chain(workflowId, 'Form', [trigger(id, valuesOf(shown))]);
  const parameters = kind === 'connection' ? {} : { ...valuesOf(shown), ...chosen };
  return chain(workflowId, 'Form', [hook(`form-${at}`), assemblyAi(parameters)]);
}

/** What it starts with, and examples where the editor would mark a missing value in red. */
const valuesOf = (fields: readonly FormField[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = valueOf(field);
      return value === undefined ? [] : [[field.key, value]];
    }),
  );

function valueOf({ control, start, required, placeholder, label }: FormField): unknown {
  if (control === 'picker') return required === true ? PICKED : undefined;
  if (start !== undefined || required !== true) return start;
  return placeholder?.replace(/^e\.g\. /, '') ?? label;
}

const PICKED = { __rl: true, mode: 'id', value: KNOWN.transcriptId };

async function openForm(page: Page, url: string, { id, nodes }: Workflow): Promise<void> {
  await page.setViewportSize(SIZE);
  await page.goto(`${url}workflow/${id}/${nodes.at(-1)!.id}`);
  await page.locator(marked('node-parameters')).waitFor();
  await settle(page);
}

/** How much room the form needs. What a person sees at first ends where the first closed collection begins. */
async function measure(page: Page, form: Form): Promise<MeasuredForm> {
  const shown = form.shown.filter(({ control }) => control === 'door').length;
  // The editor may draw them long after the rest.
  if (shown > 0)
    await page
      .locator(DOOR)
      .nth(shown - 1)
      .waitFor();
  await showWhole(page, 'node-parameters');
  const [top, doors, end] = await page.locator(marked('node-parameters')).evaluate((root, door) => {
    const boxes = [...root.querySelectorAll('[data-test-id="parameter-item"]')].map((item) =>
      item.getBoundingClientRect(),
    );
    return [
      root.getBoundingClientRect().top,
      [...root.querySelectorAll(door)].map((item) => item.getBoundingClientRect().top),
      Math.max(...boxes.map(({ bottom }) => bottom)),
    ] as const;
  }, DOOR);
  if (doors.length !== shown) throw new Error(`${form.id} has ${shown} doors, and the editor shows ${doors.length}.`);
  const wholePx = Math.round(end - top);
  const beforeDoorPx = doors.length === 0 ? wholePx : Math.round(doors[0]! - top);
  return { controls: controlsOf(form), beforeDoorPx, wholePx };
}

/** The node's panel down to its last field. */
async function takePanel(page: Page): Promise<Buffer> {
  await page.mouse.move(5, 5);
  const clip = await page.locator(marked('node-parameters')).evaluate((root, margin) => {
    const panel = root.parentElement!.getBoundingClientRect();
    const items = [...root.querySelectorAll('[data-test-id="parameter-item"]')];
    const end = Math.max(...items.map((item) => item.getBoundingClientRect().bottom));
    return { x: panel.x, y: panel.y, width: panel.width, height: end - panel.y + margin };
  }, MARGIN);
  return page.screenshot({ clip, caret: 'hide' });
}

/** The window of a new credential, reached from the node's choice of credentials. */
async function takeCredential(page: Page): Promise<Buffer> {
  await page.setViewportSize(CREDENTIAL_PAGE);
  await page.locator(marked('node-credentials-select')).click();
  await page.locator(marked('node-credentials-select-item-new')).click();
  await page.locator(marked('node-credentials-config-container')).waitFor();
  await settle(page);
  const clip = await page.locator(marked('editCredential-modal')).evaluate((dialog, margin) => {
    const { x, y, width } = dialog.getBoundingClientRect();
    const content = dialog.querySelector('[data-test-id="node-credentials-config-container"]')!;
    const end = Math.max(...[...content.children].map((child) => child.getBoundingClientRect().bottom));
    return { x, y, width, height: end - y + margin };
  }, MARGIN);
  return page.screenshot({ clip, caret: 'hide', scale: 'css' });
}
