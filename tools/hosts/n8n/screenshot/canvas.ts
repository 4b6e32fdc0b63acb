import type { Page } from 'playwright-core';
import { type Area, marked } from './editor.ts';

/** CSS pixels around the nodes. */
const MARGIN = 16;

/** The part of the page with all nodes and notes. */
export const whole = (page: Page): Promise<Area> =>
  page.evaluate((margin) => {
    const boxes = [...document.querySelectorAll('.vue-flow__node, .vue-flow__node *')]
      .map((part) => part.getBoundingClientRect())
      .filter(({ width, height }) => width > 0 && height > 0);
    const x = Math.min(...boxes.map(({ left }) => left)) - margin;
    const y = Math.min(...boxes.map(({ top }) => top)) - margin;
    const width = Math.max(...boxes.map(({ right }) => right)) + margin - x;
    const height = Math.max(...boxes.map(({ bottom }) => bottom)) + margin - y;
    return { x, y, width, height };
  }, MARGIN);

/** @throws Error for a note whose text is cut off, and for a node with a warning */
export async function expectTidy(page: Page): Promise<void> {
  const cut = await page
    .locator(marked('sticky'))
    .evaluateAll((notes) =>
      notes
        .filter((note) =>
          [note, ...note.querySelectorAll('*')].some(
            (part) => getComputedStyle(part).overflowY !== 'visible' && part.scrollHeight > part.clientHeight + 1,
          ),
        )
        .map((note) => note.textContent.trim().slice(0, 40)),
    );
  if (cut.length > 0) throw new Error(`The text of a note is cut off: ${cut.join('; ')}`);
  const warnings = await page.locator(marked('node-issues')).count();
  if (warnings > 0) throw new Error(`${warnings} nodes have a warning.`);
}
