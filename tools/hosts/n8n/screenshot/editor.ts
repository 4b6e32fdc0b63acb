import type { Page } from 'playwright-core';
import type { Session } from '../real/rest.ts';
import { type BrowserPage, openBrowser } from './browser.ts';

/** Pixels. */
export const SIZE = { width: 1400, height: 1000 };

/** Part of a page, in CSS pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The editor as the session's user sees it. */
export const openEditor = ({ url, cookie }: Session, scale = 1): Promise<BrowserPage> =>
  openBrowser(
    { size: SIZE, scale },
    cookie.split('; ').map((pair) => ({ ...cookieOf(pair), url })),
  );

function cookieOf(pair: string): { name: string; value: string } {
  const [name, ...value] = pair.split('=');
  return { name: name!, value: value.join('=') };
}

/** n8n's marks for tests, which do not change with its design. */
export const marked = (id: string): string => `[data-test-id="${id}"]`;

/** The editor renders in steps without an event at the end, so wait until two pictures are equal. */
export async function settle(page: Page): Promise<void> {
  const TRIES = 40;
  let before: Buffer | undefined;
  for (let tries = 0; tries < TRIES; tries++) {
    await page.waitForTimeout(500);
    const now = await page.screenshot({ caret: 'hide' });
    if (before?.equals(now)) return;
    before = now;
  }
  throw new Error(`The editor keeps changing: ${page.url()}`);
}

/** Makes the page so high that nothing of what is marked needs scrolling. */
export async function showWhole(page: Page, mark: string): Promise<void> {
  const hidden = await page.locator(marked(mark)).evaluate((part) =>
    [...document.querySelectorAll('*')]
      .filter((box) => box.contains(part) || part.contains(box))
      .filter((box) => ['auto', 'scroll'].includes(getComputedStyle(box).overflowY))
      .reduce((most, box) => Math.max(most, box.scrollHeight - box.clientHeight), 0),
  );
  await page.setViewportSize({ ...SIZE, height: SIZE.height + hidden });
  await settle(page);
}
