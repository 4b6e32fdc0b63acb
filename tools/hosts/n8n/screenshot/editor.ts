import chromium from '@sparticuz/chromium';
import { chromium as launcher, type Page } from 'playwright-core';
import type { Session } from '../real/rest.ts';

/** Pixels. */
export const SIZE = { width: 1400, height: 1000 };

/** n8n's editor in a browser. */
export interface Editor {
  readonly page: Page;
  close(): Promise<void>;
}

/** The editor as the session's user sees it. */
export async function openEditor({ url, cookie }: Session): Promise<Editor> {
  const browser = await launcher.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    headless: true,
  });
  try {
    const context = await browser.newContext({
      viewport: SIZE,
      deviceScaleFactor: 1,
      colorScheme: 'light',
      locale: 'en-US',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
    });
    await context.addCookies(cookie.split('; ').map((pair) => ({ ...cookieOf(pair), url })));
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    return { page, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

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
