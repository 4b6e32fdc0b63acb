import type { Page } from 'playwright-core';
import { expectTidy, whole } from './canvas.ts';
import type { Workflow } from '../real/commands.ts';
import { type Area, marked, settle, showWhole, SIZE } from './editor.ts';
import { templateOf, TEMPLATES } from '../stories/templates.ts';
import { CANVAS, LINK, RECORDING } from './workflows.ts';

/** One file of the package's docs. */
export interface Picture {
  readonly name: string;
  readonly workflow: Workflow;
  /** Opens what the picture shows. @param url of n8n, with a trailing slash. @returns the part to show; nothing for all */
  show(page: Page, url: string): Promise<Area | void>;
}

export const PICTURES: readonly Picture[] = [
  { name: 'form-transcribe', workflow: LINK, show: (page, url) => showForm(page, url, LINK) },
  { name: 'form-binary', workflow: RECORDING, show: (page, url) => showForm(page, url, RECORDING) },
  { name: 'canvas', workflow: CANVAS, show: (page, url) => showCanvas(page, url, CANVAS) },
  { name: 'nodes-panel', workflow: LINK, show: showActions },
];

/** On which the notes of a template are readable, CSS pixels. */
const LARGE = { width: 2000, height: 1200 };

/** The canvas of each template, after its setup. */
export const TEMPLATE_PICTURES: readonly Picture[] = TEMPLATES.map((slug) => {
  const workflow = templateOf(slug);
  return {
    name: `templates/${slug}`,
    workflow,
    async show(page, url) {
      await showCanvas(page, url, workflow, LARGE);
      await expectTidy(page);
      return whole(page);
    },
  };
});

async function showCanvas(page: Page, url: string, { id }: Workflow, size = SIZE): Promise<void> {
  await page.setViewportSize(size);
  await page.goto(`${url}workflow/${id}`);
  await page.locator(marked('canvas-node')).first().waitFor();
  await settle(page);
  await closeChecklist(page);
  await page.locator(marked('zoom-to-fit')).click();
  // A pointer over the canvas would open the toolbar of a node.
  await page.mouse.move(size.width / 2, 5);
  await settle(page);
}

/** n8n shows it for every published workflow, where it covers the canvas. */
async function closeChecklist(page: Page): Promise<void> {
  const close = page.locator(marked('suggested-actions-close'));
  if (await close.isVisible()) await close.click();
  await close.waitFor({ state: 'hidden' });
}

/** The panel of the workflow's AssemblyAI node, on a page as high as the form. */
async function showForm(page: Page, url: string, { id, nodes }: Workflow): Promise<void> {
  await page.setViewportSize(SIZE);
  const ours = nodes.find(({ type }) => type.endsWith('.assemblyAi'))!;
  await page.goto(`${url}workflow/${id}/${ours.id}`);
  await page.locator(marked('node-parameters')).waitFor();
  await settle(page);
  await showWhole(page, 'node-parameters');
}

/** The result of searching for the node. */
async function showActions(page: Page, url: string): Promise<void> {
  await showCanvas(page, url, LINK);
  await page.locator(marked('node-creator-plus-button')).first().click();
  await page.locator(marked('node-creator')).waitFor();
  await page.locator(marked('node-creator')).getByRole('textbox').fill('AssemblyAI');
  const found = page.locator(marked('node-creator-item-name')).getByText('AssemblyAI', { exact: true });
  const nothing = page.locator(marked('node-creator-no-results'));
  await found.or(nothing).first().waitFor();
  if (await nothing.isVisible()) throw new Error('The nodes panel does not find AssemblyAI.');
  await found.first().click();
  await page.locator(marked('node-creator')).getByText('Transcribe audio').first().waitFor();
  await settle(page);
  await showWhole(page, 'node-creator');
}
