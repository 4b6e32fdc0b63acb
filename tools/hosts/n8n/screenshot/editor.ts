import type { Page } from 'playwright-core';
import type { Session } from '../real/rest.ts';
import { type BrowserPage, openBrowser } from './browser.ts';

/** Pixels. */
export const SIZE = { width: 1400, height: 1000 };

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

/** n8n's marks for tests, which stay when its looks change. */
export const marked = (id: string): string => `[data-test-id="${id}"]`;

/** The editor draws in steps and says nowhere that it is done: the page must look the same for a while. */
export async function settle(page: Page): Promise<void> {
  const LOOKS = 40;
  let before: Buffer | undefined;
  for (let look = 0; look < LOOKS; look++) {
    await page.waitForTimeout(500);
    const now = await page.screenshot({ caret: 'hide' });
    if (before?.equals(now)) return;
    before = now;
  }
  throw new Error(`The editor does not come to rest: ${page.url()}`);
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
